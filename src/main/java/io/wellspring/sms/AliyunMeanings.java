package io.wellspring.sms;

import static io.wellspring.sms.SmsFailure.Meaning.BAD_NUMBER;
import static io.wellspring.sms.SmsFailure.Meaning.NOT_TAKEN;
import static io.wellspring.sms.SmsFailure.Meaning.OUR_FAULT;
import static io.wellspring.sms.SmsFailure.Meaning.TRY_LATER;
import static io.wellspring.sms.SmsFailure.Meaning.UNCONFIRMED;
import static java.util.Map.entry;

import io.wellspring.sms.SmsFailure.Meaning;
import java.util.Map;

/**
 * What Aliyun's error codes mean to us. A code stands for its whole family: {@code Throttling} for
 * {@code Throttling.User} too. What is not here leaves open whether a message was sent, {@code isp.SYSTEM_ERROR} for
 * one.
 */
final class AliyunMeanings {

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            // The number has got enough.
            entry("isv.BUSINESS_LIMIT_CONTROL", TRY_LATER),

            // The number is none.
            entry("isv.MOBILE_NUMBER_ILLEGAL", BAD_NUMBER),

            // Aliyun's gate lets only so many requests through, and this one it turned away.
            entry("Throttling", NOT_TAKEN),

            // Who we are, and what we may.
            entry("InvalidAccessKeyId", OUR_FAULT),
            entry("SignatureDoesNotMatch", OUR_FAULT),
            entry("IncompleteSignature", OUR_FAULT),
            entry("InvalidTimeStamp", OUR_FAULT),
            entry("InvalidVersion", OUR_FAULT),
            entry("InvalidAction", OUR_FAULT),
            entry("Forbidden", OUR_FAULT),
            entry("NoPermission", OUR_FAULT),
            entry("isp.RAM_PERMISSION_DENY", OUR_FAULT),
            entry("isv.DENY_IP_RANGE", OUR_FAULT),
            entry("isv.ACCOUNT_NOT_EXISTS", OUR_FAULT),
            entry("isv.ACCOUNT_ABNORMAL", OUR_FAULT),
            entry("isv.SECURITY_FROZEN_ACCOUNT", OUR_FAULT),

            // What is paid for, and how much of it.
            entry("isv.AMOUNT_NOT_ENOUGH", OUR_FAULT),
            entry("isv.OUT_OF_SERVICE", OUR_FAULT),
            entry("isv.PRODUCT_UN_SUBSCRIPT", OUR_FAULT),
            entry("isv.PRODUCT_UNSUBSCRIBE", OUR_FAULT),
            entry("isv.DAY_LIMIT_CONTROL", OUR_FAULT),
            entry("isv.MONTH_LIMIT_CONTROL", OUR_FAULT),

            // Sign name, template and what is put into it.
            entry("isv.SMS_SIGNATURE_ILLEGAL", OUR_FAULT),
            entry("isv.SMS_SIGN_ILLEGAL", OUR_FAULT),
            entry("isv.SMS_SIGNATURE_SCENE_ILLEGAL", OUR_FAULT),
            entry("isv.SMS_TEMPLATE_ILLEGAL", OUR_FAULT),
            entry("isv.SMS_CONTENT_ILLEGAL", OUR_FAULT),
            entry("isv.SMS_TEST_SIGN_TEMPLATE_LIMIT", OUR_FAULT),
            entry("isv.SMS_TEST_TEMPLATE_LIMIT", OUR_FAULT),
            entry("isv.SMS_TEST_NUMBER_LIMIT", OUR_FAULT),
            entry("isv.DOMESTIC_NUMBER_NOT_SUPPORTED", OUR_FAULT),
            entry("isv.TEMPLATE_MISSING_PARAMETERS", OUR_FAULT),
            entry("isv.TEMPLATE_PARAMS_ILLEGAL", OUR_FAULT),
            entry("isv.INVALID_PARAMETERS", OUR_FAULT),
            entry("isv.INVALID_JSON_PARAM", OUR_FAULT),
            entry("isv.BLACK_KEY_CONTROL_LIMIT", OUR_FAULT),
            entry("isv.PARAM_LENGTH_LIMIT", OUR_FAULT),
            entry("isv.PARAM_NOT_SUPPORT_URL", OUR_FAULT),
            entry("isv.EXTEND_CODE_ERROR", OUR_FAULT),
            entry("isv.MOBILE_COUNT_OVER_LIMIT", OUR_FAULT),
            entry("MissingPhoneNumbers", OUR_FAULT),
            entry("MissingSignName", OUR_FAULT),
            entry("MissingTemplateCode", OUR_FAULT));

    private AliyunMeanings() {}

    static Meaning of(String code) {
        Meaning exact = MEANINGS.get(code);
        return exact != null ? exact : MEANINGS.getOrDefault(family(code), UNCONFIRMED);
    }

    /** Codes of the gate are told apart after a dot; those of the service itself all begin with isv or isp. */
    private static String family(String code) {
        int dot = code.indexOf('.');
        return dot < 0 ? code : code.substring(0, dot);
    }
}

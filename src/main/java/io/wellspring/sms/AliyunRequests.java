package io.wellspring.sms;

import com.aliyun.sdk.service.dysmsapi20170525.models.SendSmsRequest;
import java.util.Map;

/** Writes a message as Aliyun wants it. */
final class AliyunRequests {

    private static final String MAINLAND = "+86";

    private final String signName;
    private final Map<Template, String> templates;

    AliyunRequests(AliyunSettings settings) {
        this.signName = settings.signName();
        this.templates = settings.templateCodes();
    }

    SendSmsRequest of(SmsMessage message) {
        SendSmsRequest.Builder request = SendSmsRequest.builder()
                .phoneNumbers(number(message.phone()))
                .signName(signName)
                .templateCode(templates.get(message.template()))
                .outId(message.id().toString());
        if (message.code() != null) {
            request.templateParam("{\"code\":\"" + message.code() + "\"}");
        }
        return request.build();
    }

    /** Mainland numbers go without their country's code, all others with it and without the plus. */
    static String number(String e164) {
        return e164.startsWith(MAINLAND) ? e164.substring(MAINLAND.length()) : e164.substring(1);
    }
}

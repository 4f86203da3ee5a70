package io.wellspring.sms;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to one number.
 *
 * @param id ours; the provider gives it back with its report of the delivery
 * @param phone in E.164 form, such as +8613800138000
 * @param code 6 digits; none in a notice
 */
public record SmsMessage(
        UUID id, String phone, Template template, @Nullable String code) {

    /** A message that carries a code. */
    public static SmsMessage code(String phone, Template template, String code) {
        return new SmsMessage(UUID.randomUUID(), phone, template, code);
    }

    /** A notice, which only tells. */
    public static SmsMessage notice(String phone) {
        return new SmsMessage(UUID.randomUUID(), phone, Template.SECURITY_NOTICE, null);
    }

    /** Neither the number nor the code: messages end up in logs. */
    @Override
    public String toString() {
        return "SmsMessage[" + id + " " + template + " to ****" + phone.substring(Math.max(0, phone.length() - 4))
                + "]";
    }
}

package io.wellspring.sms;

/**
 * One code on its way to one number (design, section 6).
 *
 * @param phone in E.164 form, such as +8613800138000
 * @param code 6 digits
 */
public record SmsMessage(String phone, Purpose purpose, String code) {

    /** Neither the number nor the code: messages end up in logs. */
    @Override
    public String toString() {
        return "SmsMessage[" + purpose + " to ****" + phone.substring(Math.max(0, phone.length() - 4)) + "]";
    }
}

package io.wellspring.member;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A number that can receive messages, in one form only: E.164, such as +8613800138000. Its text is masked, so that no
 * log line tells it whole.
 */
public record Phone(String e164) {

    private static final String HOME_REGION = "CN";
    private static final String HOME_PREFIX = "+86";
    private static final int LONGEST = 60;
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    /** What a number copied out of an address book carries along unseen: marks of direction, spaces of no width. */
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
    /** Digits with the usual separators. The library would read letters and extensions too, and mean another number. */
    private static final Pattern WRITTEN = Pattern.compile("[(（]?[+＋]?[\\p{Nd} ()（）./\\-\u2010-\u2015－]{5,30}");

    private static final Set<PhoneNumberType> RECEIVING =
            EnumSet.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    public Phone {
        if (!E164.matcher(e164).matches()) {
            throw Refusal.of(GeneralRefusal.PHONE_INVALID);
        }
    }

    /**
     * Reads a number as people write it; without a country code it is one of mainland China.
     *
     * @throws Refusal PHONE_INVALID when it is no mobile number
     */
    public static Phone parse(String written) {
        if (written.length() > LONGEST) {
            throw Refusal.of(GeneralRefusal.PHONE_INVALID);
        }
        String seen = plain(written);
        if (!WRITTEN.matcher(seen).matches()) {
            throw Refusal.of(GeneralRefusal.PHONE_INVALID);
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(seen, HOME_REGION);
            if (!numbers.isValidNumber(number) || !RECEIVING.contains(numbers.getNumberType(number))) {
                throw Refusal.of(GeneralRefusal.PHONE_INVALID);
            }
            return new Phone(numbers.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException unreadable) {
            throw Refusal.of(GeneralRefusal.PHONE_INVALID);
        }
    }

    /** Whether the number has this country's code, given as "+86"; no code is the beginning of another. */
    public boolean isOf(String countryCode) {
        return e164.startsWith(countryCode);
    }

    /** As its owner may see it: 138****1234. */
    public String masked() {
        String shown = isOf(HOME_PREFIX) ? e164.substring(HOME_PREFIX.length()) : e164;
        return shown.substring(0, 3) + "****" + shown.substring(shown.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static String plain(String written) {
        String seen = UNSEEN.matcher(written).replaceAll("");
        return SPACE.matcher(seen).replaceAll(" ").strip();
    }
}

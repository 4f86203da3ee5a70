package io.wellspring.member;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import org.springframework.stereotype.Component;

/** Reads the number plans of all countries at start: the library would read each when first asked, on an event loop. */
@Component
class PhoneData {

    PhoneData() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        for (String region : numbers.getSupportedRegions()) {
            var example = numbers.getExampleNumberForType(region, PhoneNumberType.MOBILE);
            if (example != null) {
                numbers.isValidNumber(example);
            }
        }
        for (int callingCode : numbers.getSupportedGlobalNetworkCallingCodes()) {
            numbers.getExampleNumberForNonGeoEntity(callingCode);
        }
    }
}

package io.wellspring.member;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Reads the number plans of all countries at start: the library would read each when first asked, on an event loop. Beside
 * the rest of the start, which ends no earlier.
 */
@Component
class PhoneData implements SmartInitializingSingleton {

    private static final int PATIENCE_SECONDS = 60;

    private final CompletableFuture<Void> reading =
            CompletableFuture.runAsync(PhoneData::read, work -> new Thread(work, "phone data").start());

    @Override
    public void afterSingletonsInstantiated() {
        reading.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void read() {
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

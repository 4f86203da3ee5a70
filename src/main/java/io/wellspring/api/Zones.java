package io.wellspring.api;

import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.time.ZoneId;

/**
 * Time zones by region. Offsets such as +08:00 are refused: Java and PostgreSQL read their signs the opposite way, so
 * a business day would begin at two times.
 */
public final class Zones {

    private Zones() {}

    /**
     * Reads a region such as Asia/Shanghai, or UTC.
     *
     * @param field told in the refusal
     */
    public static ZoneId parse(String field, String name) {
        if (!isRegion(name)) {
            throw Refusal.invalid(field, Reason.NOT_A_ZONE);
        }
        return ZoneId.of(name);
    }

    public static boolean isRegion(String name) {
        boolean isNamed = name.equals("UTC") || (name.contains("/") && !name.startsWith("SystemV/"));
        return isNamed && ZoneId.getAvailableZoneIds().contains(name);
    }
}

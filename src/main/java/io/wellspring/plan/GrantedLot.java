package io.wellspring.plan;

import java.time.LocalDate;

/**
 * What one order granted. Amounts in 1/100 point.
 *
 * @param id orders lots by age
 * @param day of the order
 * @param daily what it releases by itself on a day, as long as so much remains
 */
public record GrantedLot(
        long id, long planId, String planName, LocalDate day, long granted, long remaining, long daily) {}

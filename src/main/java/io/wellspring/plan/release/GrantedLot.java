package io.wellspring.plan.release;

import java.time.LocalDate;

/**
 * What one order granted, or an operator. Amounts in 1/100 point.
 *
 * @param id of the command that granted it; grows with the time at which it was sent
 * @param position of it in the plan's log; of one plan, the lowest is drawn on first
 * @param day on which it was granted
 * @param daily what it releases by itself on a day, as long as so much remains
 */
public record GrantedLot(
        long id,
        long planId,
        String planName,
        long position,
        LocalDate day,
        long granted,
        long remaining,
        long daily) {}

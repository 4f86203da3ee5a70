package io.wellspring.plan.standing;

import io.wellspring.plan.register.PlanKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * How a plan stands, for those who watch over it.
 *
 * @param position position of the last command decided
 * @param pending commands that wait, counted up to {@link PlanStandings#MOST_COUNTED}
 * @param oldest age of the oldest pending command
 * @param overdue for how long the open day has been over; zero while the day runs
 * @param settling for how long the open day has been settled; zero while it is not
 * @param receivers members who are paid something by the day that is being settled
 * @param posted receivers that have been paid
 * @param lastSettlement how long the newest published day took; zero where there is none
 * @param sales that orders have brought on the open day, in yuan
 * @param figures that the public sees, in yuan, units, and yuan a unit
 * @param frozen whether an operator stopped all of it; then none of the times counts
 */
public record PlanStanding(
        long planId,
        PlanKind kind,
        String name,
        long position,
        long pending,
        Duration oldest,
        Duration overdue,
        Duration settling,
        long receivers,
        long posted,
        Duration lastSettlement,
        BigDecimal sales,
        Map<String, BigDecimal> figures,
        boolean frozen) {}

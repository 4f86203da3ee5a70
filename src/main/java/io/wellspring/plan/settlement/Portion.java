package io.wellspring.plan.settlement;

import io.wellspring.ledger.MoveQuery;
import java.util.Map;

/**
 * Members after one and up to another who are paid together.
 *
 * @param members how many they are; where none, all are paid
 */
public record Portion(long members, long afterMember, long lastMember) {

    /** @param sql that selects their moves by {@code :plan}, {@code :day}, {@code :after} and {@code :upTo}; a constant, never input */
    public MoveQuery moves(String sql, DayOfKind day) {
        return new MoveQuery(
                sql, Map.of("plan", day.planId(), "day", day.day(), "after", afterMember, "upTo", lastMember));
    }
}

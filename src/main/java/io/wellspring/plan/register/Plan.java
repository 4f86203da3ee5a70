package io.wellspring.plan.register;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A reward plan as its row has it.
 *
 * @param zone in which its business days begin and end
 * @param openDay the business day that is not closed yet
 * @param lastPosition of its log; positions have no gaps
 * @param version grows with every change of the plan
 * @param state as JSON, of the form that the plan's kind gives it
 * @param halts what of it operators have stopped
 */
public record Plan(
        long id,
        PlanKind kind,
        String name,
        ZoneId zone,
        LocalDate openDay,
        long lastPosition,
        long version,
        String state,
        Halts halts) {

    /** The plan after some commands. */
    public Plan decided(int commands, String newState) {
        return new Plan(id, kind, name, zone, openDay, lastPosition + commands, version + 1, newState, halts);
    }

    /** The plan with another state, by no command. */
    public Plan with(String newState) {
        return new Plan(id, kind, name, zone, openDay, lastPosition, version + 1, newState, halts);
    }

    /** The plan on a later day. */
    public Plan opened(LocalDate day, String newState) {
        return new Plan(id, kind, name, zone, day, lastPosition, version + 1, newState, halts);
    }
}

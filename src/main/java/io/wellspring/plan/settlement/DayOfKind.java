package io.wellspring.plan.settlement;

import java.time.LocalDate;

/** A day that is settled or being settled, with the totals that its kind has beside what every kind has. */
public interface DayOfKind {

    SettledDay settled();

    default long planId() {
        return settled().planId();
    }

    default LocalDate day() {
        return settled().day();
    }

    default int versionNumber() {
        return settled().versionNumber();
    }

    default Stage stage() {
        return settled().stage();
    }

    default long lastMember() {
        return settled().lastMember();
    }

    default long receivers() {
        return settled().receivers();
    }

    default long posted() {
        return settled().posted();
    }

    /** What does not agree about the day. */
    default IllegalStateException wrong(String what) {
        return new IllegalStateException("plan %d, %s: %s".formatted(planId(), day(), what));
    }
}

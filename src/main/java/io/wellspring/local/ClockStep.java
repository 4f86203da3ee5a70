package io.wellspring.local;

import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * How far to move the clock: an ISO 8601 period such as P1D, P1M or P1DT2H, of whole seconds.
 *
 * @param days the part in years, months, weeks and days
 * @param time the part after T
 */
record ClockStep(Period days, Duration time) {

    static final String FIELD = "advance";

    private static final Duration LONGEST = Duration.ofDays(366);

    static ClockStep of(String text) {
        int time = text.indexOf('T');
        String days = time < 0 ? text : text.substring(0, time);
        try {
            return new ClockStep(
                    days.equals("P") ? Period.ZERO : Period.parse(days),
                    time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time)));
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw refused(Reason.NOT_A_PERIOD);
        }
    }

    /** Its length when it begins then, for months are not of one length; 1 second to 366 days. */
    long secondsFrom(Instant then) {
        Duration length = lengthFrom(then);
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw refused(Reason.NOT_FORWARD);
        }
        if (length.getNano() != 0) {
            throw refused(Reason.NOT_WHOLE_SECONDS);
        }
        return length.toSeconds();
    }

    private Duration lengthFrom(Instant then) {
        try {
            return Duration.between(
                    then, then.atOffset(ZoneOffset.UTC).plus(days).plus(time));
        } catch (DateTimeException | ArithmeticException beyondTime) {
            return Duration.ZERO;
        }
    }

    private static Refusal refused(Reason reason) {
        return Refusal.invalid(FIELD, reason);
    }
}

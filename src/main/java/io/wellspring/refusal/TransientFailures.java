package io.wellspring.refusal;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures of the database or the network, after which the same thing may succeed soon, from all others. */
public final class TransientFailures {

    /** Connection, rollback, resources, intervention and system: the first two characters of an SQLSTATE. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** A lock that was not to be had in time, and transactions that lasted too long or whose node fell silent. */
    private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03", "25P04");

    private TransientFailures() {}

    /** The SQLSTATE decides where there is one, for the driver takes every class that it does not know for an outage. */
    public static boolean is(Throwable failure) {
        String state = sqlState(failure);
        return state == null ? isOutage(failure) : isPassing(state);
    }

    private static boolean isPassing(String state) {
        return PASSING_STATES.contains(state)
                || PASSING_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException
                || failure instanceof TimeoutException;
    }

    private static @Nullable String sqlState(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 16; depth++) {
            if (current instanceof R2dbcException database && database.getSqlState() != null) {
                return database.getSqlState();
            }
            current = current.getCause();
        }
        return null;
    }
}

package io.wellspring.plan.log;

import io.r2dbc.postgresql.api.PostgresqlException;

/**
 * Why a command failed, in few words that a log may keep: which sort of failure it was, and of one of the database its
 * code and what it ran against. Messages are left out, for they quote what was in the row.
 */
final class CommandFailure {

    private static final int DEEPEST = 16;

    private CommandFailure() {}

    /** Such as {@code ArithmeticException}, or {@code 23514 ledger_member_balance_check}. */
    static String of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST; depth++) {
            if (cause instanceof PostgresqlException database) {
                return ofDatabase(database);
            }
            if (cause.getCause() == null) {
                break;
            }
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }

    private static String ofDatabase(PostgresqlException failure) {
        var details = failure.getErrorDetails();
        return details.getConstraintName()
                .or(details::getTableName)
                .map(name -> details.getCode() + " " + name)
                .orElse(details.getCode());
    }
}

package io.wellspring.plan.log;

import io.r2dbc.spi.Readable;
import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the log as commands, rows of the version before too. */
@Component
class LoggedRows {

    /** What {@link #command} reads. */
    static final String COLUMNS =
            "id, plan_id, kind, body::text, appended_at, position, business_day, status," + " outcome::text, refusal";

    private final JsonMapper json;

    LoggedRows(JsonMapper json) {
        this.json = json;
    }

    /** Of a row with these columns. */
    LoggedCommand command(Readable row) {
        Long position = row.get("position", Long.class);
        String status = row.get("status", String.class);
        String outcome = row.get("outcome", String.class);
        return new LoggedCommand(
                row.get("id", Long.class),
                row.get("plan_id", Long.class),
                CommandKind.valueOf(row.get("kind", String.class)),
                kept(row.get("body", String.class)),
                row.get("appended_at", Instant.class),
                position,
                row.get("business_day", LocalDate.class),
                status,
                outcome == null ? null : kept(outcome),
                position == null ? null : refusal(status, outcome, row.get("refusal", String.class)));
    }

    /** A command that is appended, before anything else of it is read. */
    LoggedCommand pending(PlanLog.Entry entry, NewCommand command) {
        return new LoggedCommand(
                entry.id(),
                entry.planId(),
                command.kind(),
                kept(command.body()),
                entry.appendedAt(),
                null,
                null,
                null,
                null,
                null);
    }

    private @Nullable RefusalCode refusal(@Nullable String status, @Nullable String outcome, @Nullable String code) {
        if (outcome == null || Decision.Status.FAILED.name().equals(status)) {
            return CallRefusal.COMMAND_FAILED;
        }
        return Decision.Status.REFUSED.name().equals(status)
                ? LoggedRefusals.codeOf(code == null ? before(outcome) : code)
                : null;
    }

    /** Nodes of the version before write no other code. */
    private String before(String outcome) {
        return kept(outcome).as(RefusedOutcome.class).code();
    }

    private LoggedJson kept(String text) {
        return new LoggedJson(text, json);
    }
}

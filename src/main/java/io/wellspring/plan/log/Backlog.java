package io.wellspring.plan.log;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.register.Plan;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The commands that wait, as the writer sees them: whatever has no position yet, oldest first. */
@Component
public class Backlog {

    private final DatabaseClient database;
    private final JsonMapper json;

    Backlog(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * The plans that have commands waiting, or something left to finish, and are not frozen. Nodes of the version before
     * write no {@code unfinished}; what they leave is seen by the state, in {@code paused}.
     */
    public Flux<Long> plansWithPending() {
        return database.sql("""
                        SELECT id FROM plan
                         WHERE frozen_at IS NULL
                           AND (unfinished OR paused
                                OR EXISTS (SELECT FROM plan_log WHERE plan_id = plan.id AND position IS NULL))
                        """).mapValue(Long.class).all();
    }

    /** The oldest commands that wait, in the order in which they will be applied: by id, written as the index has it. */
    public Mono<List<Command>> pending(Plan plan, int limit) {
        return database.sql("""
                        SELECT id, kind, member_id, body::text, (appended_at AT TIME ZONE :zone)::date AS day,
                               (extract(epoch FROM wellspring_now() - appended_at) * 1000000)::bigint AS waited
                          FROM plan_log
                         WHERE plan_id = :plan AND position IS NULL
                         ORDER BY id + 0
                         LIMIT :limit
                        """)
                .bind("plan", plan.id())
                .bind("zone", plan.zone().getId())
                .bind("limit", limit)
                .map(Backlog::command)
                .all()
                .collectList();
    }

    /**
     * How many of the commands decided last have failed one after the other; what the rules refused neither adds to
     * them nor ends them, for it touches nothing.
     *
     * @param limit beyond which nobody counts
     */
    public Mono<Long> failuresInARow(Plan plan, int limit) {
        return database.sql("""
                        SELECT count(*)
                          FROM (SELECT bool_and(status = 'FAILED') OVER (ORDER BY position DESC) AS only_failures
                                  FROM plan_log
                                 WHERE plan_id = :plan AND position IS NOT NULL AND status <> 'REFUSED'
                                 ORDER BY position DESC
                                 LIMIT :limit) AS decided
                         WHERE only_failures
                        """)
                .bind("plan", plan.id())
                .bind("limit", limit)
                .mapValue(Long.class)
                .one();
    }

    /** Gives each command its position, from the one after {@code lastPosition} on, and its outcome. */
    public Mono<Void> decide(List<Command> commands, List<Decision> decisions, long lastPosition, LocalDate day) {
        if (decisions.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        UPDATE plan_log
                           SET position = :last + ordinal, business_day = :day, status = decided.status,
                               outcome = decided.outcome::jsonb, facts = nullif(decided.facts, '')::jsonb,
                               refusal = nullif(decided.refusal, ''),
                               applied_at = wellspring_now()
                          FROM unnest(:ids::bigint[], :statuses::text[], :outcomes::text[], :facts::text[],
                                      :refusals::text[])
                               WITH ORDINALITY AS decided (id, status, outcome, facts, refusal, ordinal)
                         WHERE plan_log.id = decided.id
                        """)
                .bind("last", lastPosition)
                .bind("day", day)
                .bind(
                        "ids",
                        commands.stream()
                                .limit(decisions.size())
                                .map(Command::id)
                                .toArray(Long[]::new))
                .bind("statuses", texts(decisions, decision -> decision.status().name()))
                .bind("outcomes", texts(decisions, decision -> json.writeValueAsString(decision.outcome())))
                .bind("facts", texts(decisions, this::facts))
                .bind("refusals", texts(decisions, Backlog::refusal))
                .then();
    }

    private String facts(Decision decision) {
        return decision.facts() == null ? "" : json.writeValueAsString(decision.facts());
    }

    private static String refusal(Decision decision) {
        return decision.refusal() == null ? "" : LoggedRefusals.textOf(decision.refusal());
    }

    private static Command command(Readable row) {
        return new Command(
                row.get("id", Long.class),
                CommandKind.valueOf(row.get("kind", String.class)),
                row.get("member_id", Long.class),
                row.get("body", String.class),
                row.get("day", LocalDate.class),
                Duration.of(Math.max(0, row.get("waited", Long.class)), ChronoUnit.MICROS),
                null);
    }

    private static String[] texts(List<Decision> decisions, Function<Decision, String> column) {
        return decisions.stream().map(column).toArray(String[]::new);
    }
}

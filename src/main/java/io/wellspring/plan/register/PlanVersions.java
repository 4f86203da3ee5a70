package io.wellspring.plan.register;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The versions of plans' parameters, and which of them were withdrawn: only ever added to. */
@Component
public class PlanVersions {

    private static final String COLUMNS = "number, rule_revision, parameters::text, effective_day";

    private final DatabaseClient database;

    public PlanVersions(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a plan's first version, which no command makes. */
    public Mono<Void> addFirst(long planId, PlanVersion version) {
        return insert(planId, version, Parameters.in(R2dbcType.INTEGER), Parameters.in(R2dbcType.BIGINT));
    }

    /** Adds the next version; only called while the plan's row is ours. */
    public Mono<Void> add(long planId, AddedVersion added) {
        return insert(
                planId,
                added.version(),
                Parameters.in(R2dbcType.INTEGER, added.basedOn()),
                Parameters.in(R2dbcType.BIGINT, added.position()));
    }

    private Mono<Void> insert(long planId, PlanVersion version, Parameter basedOn, Parameter position) {
        return database.sql("""
                        INSERT INTO plan_version (
                               plan_id, number, rule_revision, parameters, effective_day, based_on, position)
                        VALUES (:plan, :number, :revision, :parameters::jsonb, :day, :base, :position)
                        """)
                .bind("plan", planId)
                .bind("number", version.number())
                .bind("revision", version.ruleRevision())
                .bind("parameters", version.parameters())
                .bind("day", version.effectiveDay())
                .bind("base", basedOn)
                .bind("position", position)
                .then();
    }

    /** Takes a version back; only called while the plan's row is ours. */
    public Mono<Void> withdraw(long planId, WithdrawnVersion withdrawn) {
        return database.sql("""
                        INSERT INTO plan_version_withdrawal (plan_id, number, position, reason)
                        VALUES (:plan, :number, :position, :reason)
                        """)
                .bind("plan", planId)
                .bind("number", withdrawn.number())
                .bind("position", withdrawn.position())
                .bind("reason", withdrawn.reason())
                .then();
    }

    /** The version that serves on a day: the newest of those that took effect by then. */
    public Mono<PlanVersion> on(long planId, LocalDate day) {
        return database.sql("SELECT " + COLUMNS + """
                         FROM plan_version AS version
                         WHERE plan_id = :plan AND effective_day <= :day
                           AND NOT EXISTS (SELECT 1 FROM plan_version_withdrawal AS withdrawal
                                            WHERE withdrawal.plan_id = version.plan_id
                                              AND withdrawal.number = version.number)
                         ORDER BY effective_day DESC, number DESC LIMIT 1
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .map(PlanVersions::version)
                .one();
    }

    public Mono<PlanVersion> numbered(long planId, int number) {
        return database.sql("SELECT " + COLUMNS + " FROM plan_version WHERE plan_id = :plan AND number = :number")
                .bind("plan", planId)
                .bind("number", number)
                .map(PlanVersions::version)
                .one();
    }

    /** All versions, also those that were withdrawn, by number. */
    public Flux<PlanVersion> of(long planId) {
        return database.sql("SELECT " + COLUMNS + " FROM plan_version WHERE plan_id = :plan ORDER BY number")
                .bind("plan", planId)
                .map(PlanVersions::version)
                .all();
    }

    /** All versions as they stand now. */
    public Mono<Timetable> timetable(long planId) {
        return recorded(planId).collectList().map(Timetable::ofRecorded);
    }

    /** All versions with what is known of how they came about, by number. */
    public Flux<RecordedVersion> recorded(long planId) {
        return database.sql("""
                        SELECT version.number, rule_revision, parameters::text, effective_day, based_on,
                               created_at, made.source AS made_by, version.position,
                               withdrawn_at, withdrawal.reason, withdrawal.position AS withdrawn_position,
                               taken.source AS withdrawn_by
                          FROM plan_version AS version
                          LEFT JOIN plan_version_withdrawal AS withdrawal
                                 ON withdrawal.plan_id = version.plan_id AND withdrawal.number = version.number
                          LEFT JOIN plan_log AS made
                                 ON made.plan_id = version.plan_id AND made.position = version.position
                          LEFT JOIN plan_log AS taken
                                 ON taken.plan_id = version.plan_id AND taken.position = withdrawal.position
                         WHERE version.plan_id = :plan
                         ORDER BY version.number
                        """).bind("plan", planId).map(PlanVersions::kept).all();
    }

    private static RecordedVersion kept(Readable row) {
        Instant withdrawnAt = row.get("withdrawn_at", Instant.class);
        return new RecordedVersion(
                version(row),
                row.get("based_on", Integer.class),
                row.get("position", Long.class),
                row.get("created_at", Instant.class),
                row.get("made_by", String.class),
                withdrawnAt == null ? null : withdrawal(row, withdrawnAt));
    }

    private static RecordedVersion.Withdrawal withdrawal(Readable row, Instant at) {
        return new RecordedVersion.Withdrawal(
                row.get("withdrawn_position", Long.class),
                at,
                row.get("withdrawn_by", String.class),
                row.get("reason", String.class));
    }

    private static PlanVersion version(Readable row) {
        return new PlanVersion(
                row.get("number", Integer.class),
                row.get("rule_revision", Integer.class),
                row.get("parameters", String.class),
                row.get("effective_day", LocalDate.class));
    }
}

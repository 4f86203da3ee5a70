package io.wellspring.plan.log;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.api.CallRefusal;
import io.wellspring.plan.equity.rules.EquityRefusal;
import io.wellspring.plan.log.Causes.Place;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.RefusalCodes;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Rows of the log as the version before wrote them, word by word: they are read as ever, and today's read the same there. */
class OlderRowsTest {

    private static final String REDEEMED = "{\"units\":21000000,\"gross\":10863,\"fee\":1087,\"paid\":9776}";
    private static final String CHANGED = "{\"number\":2,\"effectiveDay\":\"2026-11-02\",\"basedOn\":1}";
    private static final String WITHDRAWN = "{\"number\":2}";
    private static final String WHOLE = "{\"effectiveDay\":\"2026-11-02\"}";

    private static TestDatabase database;
    private static PlanNode node;
    private static JsonMapper json;

    private long plan;
    private long position;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers());
        json = node.json();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void openAPlan() {
        plan = node.plan(rules());
        position = 0;
    }

    @Test
    void aRedemptionIsReadAsWhatItBrought() {
        LoggedCommand read = read(row("REDEMPTION", "{\"units\":21000000}", "APPLIED", REDEEMED, null));

        assertThat(read.body(RedemptionBody.class)).isEqualTo(new RedemptionBody(21_000_000));
        assertThat(read.result(RedemptionOutcome.class))
                .isEqualTo(new RedemptionOutcome(21_000_000, 10_863, 1_087, 9_776));
        assertThat(read.refusal()).isNull();
    }

    @Test
    void whatBecameOfVersionsIsRead() {
        LocalDate day = LocalDate.of(2026, 11, 2);

        assertThat(versionOutcome("PARAMETER_CHANGE", CHANGED)).isEqualTo(VersionOutcome.changed(2, day, 1));
        assertThat(versionOutcome("VERSION_WITHDRAWAL", WITHDRAWN)).isEqualTo(VersionOutcome.withdrawn(2));
        assertThat(versionOutcome("PARAMETERS", WHOLE)).isEqualTo(VersionOutcome.ofWhole(day));
    }

    @ParameterizedTest
    @CsvSource({
        "REDEMPTION, INSUFFICIENT_UNITS",
        "ORDER, PLAN_FULL",
        "ADJUSTMENT, INSUFFICIENT_POINTS",
        "PARAMETER_CHANGE, NOTHING_CHANGED",
        "VERSION_WITHDRAWAL, VERSION_IN_FORCE"
    })
    void aRefusalIsReadByTheNameOfItsConstant(String kind, String name) {
        long id = row(kind, "{}", "REFUSED", "{\"code\":\"" + name + "\"}", null);

        assertThat(read(id).refusal()).isEqualTo(RefusalCodes.of(name));
    }

    @Test
    void whatFailedIsReadWithWhyAndWithout() {
        long first = row("TICK", "{}", "FAILED", "{}", null);
        long second = row("TICK", "{}", "FAILED", "{}", "{\"failure\":\"23514 ledger_member_balance_check\"}");

        assertThat(read(first).refusal()).isEqualTo(CallRefusal.COMMAND_FAILED);
        assertThat(now(node.the(FailedCommands.class)
                        .newest(plan, Long.MAX_VALUE, 10)
                        .mapNotNull(failed -> failed.id() + ": " + failed.failure())
                        .collectList()))
                .containsExactly(second + ": 23514 ledger_member_balance_check", first + ": null");
    }

    @Test
    void linesAreToldWhatTheyAreOf() {
        row(
                "ORDER",
                "{\"memberId\":7,\"cash\":9000,\"pointsPaid\":1000,\"merchant\":\"Tea\",\"paidAt\":\"2026-11-01T00:00:00Z\"}",
                "APPLIED",
                "{\"contribution\":2700,\"buyer\":{\"units\":18900000,\"quota\":18000},\"referrer\":{\"units\":0,\"quota\":0}}",
                "{\"referrer\":3}");
        row("REDEMPTION", "{\"units\":21000000}", "APPLIED", REDEEMED, null);
        row(
                "ADJUSTMENT",
                "{\"asset\":\"POINT\",\"amount\":-1250,\"reason\":\"twice\"}",
                "APPLIED",
                "{\"amount\":-1250}",
                "{\"points\":2000}");

        assertThat(Stream.of(1L, 2L, 3L).map(this::deed))
                .containsExactly(
                        new OrderBody(7, 9_000, 1_000, "Tea", "2026-11-01T00:00:00Z"),
                        new RedemptionOutcome(21_000_000, 10_863, 1_087, 9_776),
                        new AdjustmentBody(AssetCode.POINT, -1_250, "twice"));
    }

    /** So that nodes of the version before, and their replays, read them too. */
    @Test
    void todaysRecordsAreWrittenInTheSameWords() {
        LocalDate day = LocalDate.of(2026, 11, 2);

        assertThat(List.of(
                        json.writeValueAsString(new RedemptionOutcome(21_000_000, 10_863, 1_087, 9_776)),
                        json.writeValueAsString(VersionOutcome.changed(2, day, 1)),
                        json.writeValueAsString(VersionOutcome.withdrawn(2)),
                        json.writeValueAsString(VersionOutcome.ofWhole(day)),
                        json.writeValueAsString(Decision.applied().outcome()),
                        json.writeValueAsString(Decision.failed().outcome()),
                        json.writeValueAsString(
                                Decision.refused(GeneralRefusal.PLAN_FULL, null).outcome()),
                        json.writeValueAsString(
                                Decision.failed(new ArithmeticException("of 7")).facts())))
                .containsExactly(
                        REDEEMED,
                        CHANGED,
                        WITHDRAWN,
                        WHOLE,
                        "{}",
                        "{}",
                        "{\"code\":\"PLAN_FULL\"}",
                        "{\"failure\":\"ArithmeticException\"}");
    }

    @Test
    void aRefusalIsKeptByItsCodeAndForTheVersionBeforeByTheName() {
        node.append(order(plan, "o", 7, 10_000), redemption(plan, "too many", 7, 1_000_000_000_000L));
        node.drain(plan, 10);

        assertThat(database.jdbc()
                        .sql(
                                "SELECT outcome ->> 'code' || ' ' || refusal FROM plan_log WHERE status = 'REFUSED' AND plan_id = ?")
                        .param(plan)
                        .query(String.class)
                        .list())
                .containsExactly("INSUFFICIENT_UNITS insufficient-units");
    }

    /** Its writer may be a node of a later version; the answers of other commands must not wait for it. */
    @Test
    void aCodeThatThisVersionDoesNotHaveIsReadAsAFailure() {
        LoggedCommand read = read(row("ORDER", "{}", "REFUSED", "{\"code\":\"BRAND_NEW\"}", null));

        assertThat(read.refusal()).isEqualTo(CallRefusal.COMMAND_FAILED);
    }

    @Test
    void aBodyThatALaterVersionSaysMoreInIsRead() {
        LoggedCommand read = read(row("REDEMPTION", "{\"units\":1,\"later\":true}", "APPLIED", REDEEMED, null));

        assertThat(read.body(RedemptionBody.class)).isEqualTo(new RedemptionBody(1));
    }

    @Test
    void theCodeIsReadBeforeTheName() {
        long id = row("REDEMPTION", "{\"units\":1}", "REFUSED", "{}", null);
        database.jdbc()
                .sql("UPDATE plan_log SET refusal = 'insufficient-units' WHERE id = ?")
                .param(id)
                .update();

        assertThat(read(id).refusal()).isEqualTo(EquityRefusal.INSUFFICIENT_UNITS);
    }

    private VersionOutcome versionOutcome(String kind, String outcome) {
        return read(row(kind, "{}", "APPLIED", outcome, null)).result(VersionOutcome.class);
    }

    private Object deed(long at) {
        Place place = new Place(plan, at);
        return now(node.the(Causes.class).at(List.of(place))).get(place).deed();
    }

    private LoggedCommand read(long id) {
        return now(node.the(PlanLog.class).find(id));
    }

    private long row(String kind, String body, String status, String outcome, String facts) {
        position++;
        return database.jdbc()
                .sql("""
                        INSERT INTO plan_log (plan_id, source, key, kind, member_id, body, fingerprint,
                                              position, business_day, status, outcome, facts, applied_at)
                        VALUES (:plan, 'mall', :key, :kind, 7, :body::jsonb, '',
                                :position, '2026-11-01', :status, :outcome::jsonb, :facts::jsonb, now())
                        RETURNING id
                        """)
                .param("plan", plan)
                .param("key", plan + "/" + position)
                .param("kind", kind)
                .param("body", body)
                .param("position", position)
                .param("status", status)
                .param("outcome", outcome)
                .param("facts", facts)
                .query(Long.class)
                .single();
    }
}

package io.wellspring.plan.kind;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.catalogue.VersionHistory;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.log.VersionWithdrawal;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of parameters in the log: what each is based on, what comes into force, and that a replay finds the same. */
class VersionChangesTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private TestDatabase database;
    private PlanNode node;
    private long plan;
    private LocalDate open;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers());
        plan = node.plan(rules("referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));
        open = database.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void changesOfOneBatchBuildOnEachOther() {
        node.append(
                change("one", "{\"contributionRate\":\"0.25\"}", open.plusDays(1)),
                change("two", "{\"minSupply\":\"3\"}", open.plusDays(2)),
                change("three", "{\"redemptionFeeRate\":\"0.05\"}", open.plusDays(1)));

        node.drain(plan, 10);

        assertThat(bases()).containsExactly("1", "2", "2");
        assertThat(parameter("contributionRate")).containsExactly("0.30", "0.25", "0.25", "0.25");
        assertThat(parameter("redemptionFeeRate")).containsExactly("0.10", "0.10", "0.10", "0.05");
        assertThat(parameter("referralGrantRate")).containsOnly("0.10");
        assertReplaysTheSame();
    }

    @Test
    void theBaseIsWhatIsInForceWhenTheCommandIsDecidedNotWhenItIsAppended() {
        node.append(change("any", "{\"minSupply\":\"3\"}", null));
        database.advance(A_DAY.multipliedBy(2));
        node.append(change("late", "{\"redemptionFeeRate\":\"0.05\"}", null));
        node.drain(plan, 10);

        assertThat(effectiveDays()).containsExactly(open, open.plusDays(1), open.plusDays(3));
        assertThat(bases()).containsExactly("1", "2");
        assertThat(parameter("minSupply")).containsExactly("1", "3", "3");
        assertReplaysTheSame();
    }

    @Test
    void parametersThatWereGivenWholeStillReplayAndAreChangedLikeOthers() {
        node.append(
                command(plan, "whole", CommandKind.PARAMETERS, null, "{\"parameters\":{\"contributionRate\":\"0.5\"}}"),
                change("part", "{\"minSupply\":\"3\"}", null));

        node.drain(plan, 10);

        assertThat(parameter("contributionRate")).containsExactly("0.30", "0.5", "0.5");
        assertThat(parameter("referralGrantRate")).containsExactly("0.10", "0", "0");
        assertThat(column("outcome::text", "plan_log", "position"))
                .first()
                .isEqualTo("{\"effectiveDay\": \"%s\"}".formatted(open.plusDays(1)));
        assertReplaysTheSame();
    }

    @Test
    void whatIsWithdrawnDoesNotComeIntoForceButStaysTheBaseOfWhatChangedIt() {
        node.append(
                change("wrong", "{\"contributionRate\":\"0.9\"}", open.plusDays(1)),
                change("after", "{\"minSupply\":\"3\"}", open.plusDays(3)),
                withdrawal("back", 2));
        node.drain(plan, 10);
        database.advance(A_DAY);
        node.append(order(plan, "o", 1, 10_000));
        node.drain(plan, 10);

        assertThat(pool()).isEqualTo(3_000);
        assertThat(parameter("contributionRate")).containsExactly("0.30", "0.9", "0.9");
        assertThat(records()).containsExactly("IN_FORCE", "WITHDRAWN", "SCHEDULED");
        database.advance(A_DAY.multipliedBy(2));
        node.append(order(plan, "p", 1, 10_000));
        node.drain(plan, 10);
        assertThat(pool()).isEqualTo(3_000 + 9_000);
        assertThat(records()).containsExactly("PAST", "WITHDRAWN", "IN_FORCE");
        assertThat(database.jdbc()
                        .sql("SELECT version_number FROM plan_day WHERE plan_id = ? ORDER BY day")
                        .param(plan)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 1, 1);
        assertReplaysTheSame();
    }

    @Test
    void aWithdrawalThatComesTooLateIsRefusedInTheLog() {
        node.append(change("one", "{\"minSupply\":\"3\"}", open.plusDays(1)));
        node.drain(plan, 10);
        database.advance(A_DAY);
        node.append(withdrawal("late", 2), withdrawal("first", 1), withdrawal("none", 7));
        node.drain(plan, 10);
        node.append(change("two", "{\"minSupply\":\"4\"}", null), withdrawal("once", 3), withdrawal("twice", 3));
        node.drain(plan, 10);

        assertThat(column("outcome->>'code'", "plan_log", "position"))
                .containsExactly(
                        null,
                        "VERSION_IN_FORCE",
                        "VERSION_IN_FORCE",
                        "NO_SUCH_RESOURCE",
                        null,
                        null,
                        "VERSION_WITHDRAWN");
        assertReplaysTheSame();
    }

    @Test
    void whatIsNotAcceptableOrChangesNothingIsRefusedInTheLog() {
        node.append(
                change("none", "{}", null),
                change("same", "{\"minSupply\":\"1.0\"}", null),
                change("much", "{\"grantRate\":\"0.95\"}", null),
                change("unknown", "{\"grantrate\":\"0.1\"}", null),
                change("soon", "{\"minSupply\":\"2\"}", open));

        node.drain(plan, 10);

        assertThat(column("outcome->>'code'", "plan_log", "position"))
                .containsExactly(
                        "NOTHING_CHANGED",
                        "NOTHING_CHANGED",
                        "GRANT_RATES_ABOVE_ONE",
                        "UNKNOWN_FIELD",
                        "EFFECTIVE_DAY_NOT_LATER");
        assertReplaysTheSame();
    }

    @Test
    void aReplayTellsOfAVersionThatWasMadeOrTakenBackByNoCommand() {
        node.append(change("one", "{\"minSupply\":\"3\"}", open.plusDays(9)));
        node.drain(plan, 10);
        database.jdbc()
                .sql("INSERT INTO plan_version_withdrawal (plan_id, number, position, reason) VALUES (?, 2, 1, 'no')")
                .param(plan)
                .update();
        database.jdbc()
                .sql("INSERT INTO plan_version (plan_id, number, rule_revision, parameters, effective_day)"
                        + " SELECT plan_id, 3, 1, parameters, effective_day FROM plan_version WHERE number = 2")
                .update();

        assertThat(node.replay(plan).stream()
                        .filter(ReplayNote.Difference.class::isInstance)
                        .map(note -> ((ReplayNote.Difference) note).row()))
                .containsExactly("withdrawal of version 2", "version 3");
    }

    private NewCommand change(String key, String change, LocalDate day) {
        String body = day == null
                ? "{\"change\":%s}".formatted(change)
                : "{\"change\":%s,\"effectiveDay\":\"%s\"}".formatted(change, day);
        byte[] fingerprint = node.json().readValue(body, ParameterChange.class).fingerprint(plan);
        return new NewCommand(plan, "operator:1", key, CommandKind.PARAMETER_CHANGE, null, body, fingerprint);
    }

    private NewCommand withdrawal(String key, int number) {
        VersionWithdrawal body = new VersionWithdrawal(number, "a reason");
        return new NewCommand(
                plan,
                "operator:1",
                key,
                CommandKind.VERSION_WITHDRAWAL,
                null,
                node.json().writeValueAsString(body),
                body.fingerprint(plan));
    }

    private void assertReplaysTheSame() {
        List<ReplayNote> notes = node.replay(plan);
        assertThat(notes).doesNotHaveDuplicates();
        assertThat(notes)
                .last()
                .isInstanceOfSatisfying(
                        ReplayNote.Verdict.class,
                        verdict ->
                                assertThat(verdict.same()).as(notes.toString()).isTrue());
    }

    private List<String> records() {
        return now(node.the(VersionHistory.class)
                .of(plan)
                .map(version -> version.status().name())
                .collectList());
    }

    private long pool() {
        String state = database.jdbc()
                .sql("SELECT state::text FROM plan WHERE id = ?")
                .param(plan)
                .query(String.class)
                .single();
        return ((Number) node.json().readValue(state, Map.class).get("assets")).longValue();
    }

    private List<LocalDate> effectiveDays() {
        return database.jdbc()
                .sql("SELECT effective_day FROM plan_version WHERE plan_id = ? ORDER BY number")
                .param(plan)
                .query(LocalDate.class)
                .list();
    }

    private List<String> parameter(String name) {
        return column("parameters->>'" + name + "'", "plan_version", "number");
    }

    private List<String> bases() {
        return column("outcome->>'basedOn'", "plan_log", "position");
    }

    private List<String> column(String expression, String table, String order) {
        return database.jdbc()
                .sql("SELECT " + expression + " FROM " + table + " WHERE plan_id = ? ORDER BY " + order)
                .param(plan)
                .query(String.class)
                .list();
    }
}

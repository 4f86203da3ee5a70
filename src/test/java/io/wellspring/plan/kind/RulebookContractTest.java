package io.wellspring.plan.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.kind.RulebookPlay.Result;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.Decision.Status;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rulebook keeps to, of each kind and each revision, over random commands. */
class RulebookContractTest {

    private static final int SEEDS = 5;
    private static final int COMMANDS = 60;
    private static final int MEMBERS = 9;

    /** More than any plan takes in all its life. */
    private static final long TOO_MUCH = 1_000_000_000_000_001L;

    private static final Set<String> seen = new TreeSet<>();

    private static PlanNode node;
    private static Map<PlanKind, Long> plans;

    @BeforeAll
    static void start() {
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member++) {
            if (member % 4 != 0) {
                members.referred(member, member / 2);
            }
        }
        node = PlanNode.quiet(TestDatabase.create(), members, "exits-per-transaction", "2");
        plans = new EnumMap<>(PlanKind.class);
        EquityParameters equity = io.wellspring.plan.equity.rules.Rules.rules(
                "grantRate",
                "0.10",
                "referralGrantRate",
                "0.05",
                "quotaMultiple",
                "0.5",
                "referralQuotaMultiple",
                "0.2");
        LoopParameters loop = io.wellspring.plan.loop.rules.Rules.rules(
                "referralQuotaRate", "0.1", "referralShareRate", "0.333333333333", "spendPerShare", "3");
        ReleaseParameters release = io.wellspring.plan.release.rules.Rules.rules("tiers", "small 10 2.5, large 1000 3");
        plans.put(PlanKind.EQUITY, node.plan(equity));
        plans.put(PlanKind.LOOP, node.plan(loop));
        plans.put(PlanKind.RELEASE, node.plan(release));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Stream<Arguments> rulebooks() {
        return Seeds.some(SEEDS)
                .boxed()
                .flatMap(seed -> node.all(Rulebook.class).stream()
                        .map(rulebook -> Arguments.of(rulebook.kind(), rulebook.revision(), seed)));
    }

    @ParameterizedTest(name = "{0}, revision {1}, seed {2}")
    @MethodSource("rulebooks")
    void whatIsDecidedDependsOnTheCommandsAloneAndKeepsTheLaws(PlanKind kind, int revision, long seed) {
        Rulebook rulebook = node.all(Rulebook.class).stream()
                .filter(one -> one.kind() == kind && one.revision() == revision)
                .findFirst()
                .orElseThrow();
        Random random = new Random(seed);
        List<Command> commands = commands(kind, random);
        Result whole = play(rulebook, commands, List.of());

        assertThat(whole.decisions()).hasSize(COMMANDS);
        assertThat(whole.brokenLaws()).as("laws").isEmpty();
        assertThat(whole.leftByRefusals()).as("what refused commands changed").isEmpty();
        assertThat(whole.notRead()).as("states").isEmpty();
        assertThat(play(rulebook, commands, List.of())).as("once more").isEqualTo(whole);
        for (List<Integer> sizes : List.of(
                List.of(1 + random.nextInt(COMMANDS - 1)),
                random.ints(COMMANDS, 1, 9).boxed().toList(),
                Collections.nCopies(COMMANDS, 1))) {
            Result parted = play(rulebook, commands, sizes);
            assertThat(parted.decisions()).as("in batches of " + sizes).isEqualTo(whole.decisions());
            assertThat(parted.moves()).as("in batches of " + sizes).isEqualTo(whole.moves());
            assertThat(parted.state()).as("in batches of " + sizes).isEqualTo(whole.state());
            assertThat(parted.brokenLaws()).as("in batches of " + sizes).isEmpty();
            assertThat(parted.notRead()).as("in batches of " + sizes).isEmpty();
        }
        whole.decisions().forEach(decision -> seen.add(kind + " " + decision.status()));
    }

    @Test
    void everyKindHasARulebookThatIsHeldToThis() {
        assertThat(node.all(Rulebook.class).stream().map(Rulebook::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(PlanKind.values());
    }

    /** A contract that holds because nothing happened would be worth little. */
    @AfterAll
    static void bothHappened() {
        assertThat(seen)
                .containsAll(Arrays.stream(PlanKind.values())
                        .flatMap(kind -> Stream.of(kind + " " + Status.APPLIED, kind + " " + Status.REFUSED))
                        .toList());
    }

    private static Result play(Rulebook rulebook, List<Command> commands, List<Integer> sizes) {
        long id = plans.get(rulebook.kind());
        Plan plan = PlanNode.now(node.the(Plans.class).find(id));
        PlanVersion first = PlanNode.now(node.the(PlanVersions.class).numbered(id, 1));
        PlanVersion version = new PlanVersion(1, rulebook.revision(), first.parameters(), first.effectiveDay());
        return RulebookPlay.of(node, rulebook, plan, version, commands, sizes);
    }

    private static List<Command> commands(PlanKind kind, Random random) {
        List<Command> commands = new ArrayList<>();
        for (long id = 1; id <= COMMANDS; id++) {
            long member = 1 + random.nextInt(MEMBERS);
            commands.add(
                    random.nextInt(3) > 0 || kind == PlanKind.LOOP
                            ? order(id, member, cash(random))
                            : other(kind, id, member, random));
        }
        return commands;
    }

    private static long cash(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> TOO_MUCH;
            case 1 -> random.nextInt(3);
            default -> random.nextInt(1_000_000);
        };
    }

    private static Command order(long id, long member, long cash) {
        return command(
                id,
                CommandKind.ORDER,
                member,
                "{\"memberId\":%d,\"cash\":%d,\"pointsPaid\":%d,\"paidAt\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(member, cash, id % 7));
    }

    private static Command other(PlanKind kind, long id, long member, Random random) {
        if (kind == PlanKind.EQUITY) {
            return command(
                    id, CommandKind.REDEMPTION, member, "{\"units\":%d}".formatted(1 + random.nextInt(300_000_000)));
        }
        return command(
                id,
                CommandKind.ADJUSTMENT,
                member,
                "{\"asset\":\"%s\",\"amount\":%d,\"reason\":\"a reason\"}"
                        .formatted(
                                random.nextBoolean() ? "POINT" : "RELEASING",
                                1 + random.nextInt(100_000) * (random.nextBoolean() ? -1 : 1)));
    }

    private static Command command(long id, CommandKind kind, long member, String body) {
        return new Command(id, kind, member, body, LocalDate.of(2026, 1, 1), Duration.ZERO, null);
    }
}

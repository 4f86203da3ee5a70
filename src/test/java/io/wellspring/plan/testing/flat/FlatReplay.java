package io.wellspring.plan.testing.flat;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.DayReplay;
import io.wellspring.plan.replay.KindReplay;
import io.wellspring.plan.replay.LineMatch.Expected;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayedDay;
import io.wellspring.plan.settlement.SettledDay;
import io.wellspring.plan.settlement.SettledDays;
import io.wellspring.plan.testing.flat.FlatRules.Parameters;
import io.wellspring.plan.testing.flat.FlatRules.Payment;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** All that the kind brings to have its days replayed. */
record FlatReplay(DatabaseClient session, FlatTables tables, Rulebook rules, JsonMapper json) implements KindReplay {

    @Override
    public Mono<Void> prepare() {
        return clear().then(session.sql("CREATE TEMPORARY TABLE flat_replayed (LIKE flat_holding INCLUDING ALL)")
                .then());
    }

    @Override
    public Mono<Void> clear() {
        return session.sql("DROP TABLE IF EXISTS flat_replayed").then();
    }

    @Override
    public Mono<Settled> settle(Plan plan, PlanVersion version, Consumer<Difference> differences) {
        Parameters parameters = json.readValue(version.parameters(), Parameters.class);
        return new DayReplay(plan, new Day(plan, parameters), session, differences)
                .replay(version)
                .map(lines -> new Settled(FlatRules.state(false), lines));
    }

    @Override
    public Flux<Difference> differences(long planId) {
        return Flux.empty();
    }

    @Override
    public Mono<List<Holding>> holdings(long planId, long afterMember, int members) {
        return tables.after(planId, afterMember, members)
                .map(page -> page.stream()
                        .map(holding -> new Holding(holding.memberId(), AssetCode.EQUITY, holding.units()))
                        .toList());
    }

    /** A day once more. */
    private final class Day implements ReplayedDay {

        private final Plan plan;
        private final Parameters parameters;
        private long amount;

        Day(Plan plan, Parameters parameters) {
            this.plan = plan;
            this.parameters = parameters;
        }

        @Override
        public Mono<Paid> next(long afterMember, int members) {
            return tables.after(plan.id(), afterMember, members)
                    .map(page -> page.stream()
                            .map(holding -> holding.paid(parameters))
                            .toList())
                    .map(page -> page.isEmpty() ? Paid.NOTHING : pay(page));
        }

        private Paid pay(List<Payment> page) {
            amount += page.stream().mapToLong(Payment::amount).sum();
            List<Expected> lines = page.stream()
                    .map(payment -> new Expected(payment.move(), plan.openDay(), null))
                    .toList();
            return new Paid(page.get(page.size() - 1).memberId(), page, lines, List.of(), Mono.empty());
        }

        @Override
        public Flux<Payment> written(long afterMember, long upToMember) {
            return tables.between(plan.id(), plan.openDay(), afterMember, upToMember);
        }

        @Override
        public List<Move.OfBook> moves() {
            return FlatRules.paid(amount);
        }

        @Override
        public SettledDay expected(SettledDay settled) {
            return settled;
        }

        @Override
        public Mono<SettledDay> found() {
            return new SettledDays(session).find(plan.id(), plan.openDay());
        }
    }
}

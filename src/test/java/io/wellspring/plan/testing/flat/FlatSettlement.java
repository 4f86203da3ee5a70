package io.wellspring.plan.testing.flat;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.settlement.DaySettlement;
import io.wellspring.plan.settlement.DaysOfKind;
import io.wellspring.plan.settlement.Payment;
import io.wellspring.plan.settlement.SettledDay;
import io.wellspring.plan.settlement.SettledDays;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.plan.testing.flat.FlatRules.Account;
import io.wellspring.plan.testing.flat.FlatRules.Holding;
import io.wellspring.plan.testing.flat.FlatRules.Parameters;
import io.wellspring.value.Chart;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** All that the kind brings to have its days settled. */
final class FlatSettlement implements DaySettlement<SettledDay> {

    private final DatabaseClient database;
    private final FlatTables tables;
    private final SettledDays days;
    private final JsonMapper json;

    FlatSettlement(DatabaseClient database, SettledDays days, JsonMapper json) {
        this.database = database;
        this.tables = new FlatTables(database, "flat_holding");
        this.days = days;
        this.json = json;
    }

    @Override
    public Mono<Void> count(Plan plan, PlanVersion version) {
        return days.begin(plan.id(), plan.openDay(), version);
    }

    @Override
    public Mono<Boolean> compute(SettledDay day, PlanVersion version, int members) {
        return tables.after(day.planId(), day.lastMember(), members)
                .flatMap(page -> page.isEmpty()
                        ? Mono.just(false)
                        : compute(day, page, parameters(version)).thenReturn(true));
    }

    private Mono<Void> compute(SettledDay day, List<Holding> page, Parameters parameters) {
        return tables.pay(
                        day.planId(),
                        day.day(),
                        page.stream().map(holding -> holding.paid(parameters)).toList())
                .then(days.computed(day, page.get(page.size() - 1).memberId(), page.size()));
    }

    @Override
    public Flux<String> prove(SettledDay day, PlanVersion version) {
        return database.sql("""
                        SELECT format('member %s: due %s, written %s', member_id, due, amount)
                          FROM (SELECT member_id, floor(units * :rate::numeric) AS due
                                  FROM flat_holding WHERE plan_id = :plan) AS due
                          FULL JOIN (SELECT * FROM flat_payment WHERE plan_id = :plan AND day = :day) AS written
                               USING (member_id)
                         WHERE due IS DISTINCT FROM amount
                        """)
                .bind("plan", day.planId())
                .bind("day", day.day())
                .bind("rate", parameters(version).perUnit().toString())
                .mapValue(String.class)
                .all();
    }

    @Override
    public Mono<Payment> pay(SettledDay day, int members) {
        return tables.due(day.planId(), day.day(), day.lastMember(), members)
                .map(due -> new Payment(
                        due.portion(),
                        "flat",
                        due.portion().moves(FlatTables.MOVES, day),
                        FlatRules.paid(due.amount())));
    }

    @Override
    public PlanKind kind() {
        return PlanKind.EQUITY;
    }

    @Override
    public Chart chart() {
        return Account.CHART;
    }

    @Override
    public String state(Plan plan, boolean settling) {
        return FlatRules.state(settling);
    }

    @Override
    public Mono<SettledDay> find(long planId, LocalDate day) {
        return days.find(planId, day);
    }

    @Override
    public Flux<Settlement> shown(long planId, LocalDate before, int limit) {
        return new DaysOfKind<>(database, "SELECT " + SettledDay.COLUMNS + " FROM plan_settlement", SettledDay::of)
                .before(planId, before, limit)
                .map(day -> Settlement.of(day, null, null));
    }

    @Override
    public Mono<Void> forget(long planId, LocalDate day) {
        return database.sql("DELETE FROM flat_payment WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", day)
                .then();
    }

    private Parameters parameters(PlanVersion version) {
        return json.readValue(version.parameters(), Parameters.class);
    }
}

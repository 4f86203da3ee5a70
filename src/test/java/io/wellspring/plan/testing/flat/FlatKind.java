package io.wellspring.plan.testing.flat;

import io.wellspring.plan.settlement.DaySteps;
import io.wellspring.plan.settlement.SettledDays;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** Adds the kind to a node that registers it; no scan finds it. */
public class FlatKind {

    @Bean
    FlatSettlement flatSettlement(DatabaseClient database, SettledDays days, JsonMapper json) {
        return new FlatSettlement(database, days, json);
    }

    @Bean
    FlatRulebook flatRulebook(DatabaseClient database, FlatSettlement settlement, DaySteps steps, JsonMapper json) {
        return new FlatRulebook(new FlatTables(database, "flat_holding"), settlement, steps, json);
    }

    /** What a migration would make. */
    public static void migrate(TestDatabase database) {
        FlatTables.DDL.forEach(table -> database.jdbc().sql(table).update());
    }

    public static PlanNode node(TestDatabase database, String... settings) {
        return PlanNode.with(FlatKind.class, database, new KnownMembers(), settings);
    }
}

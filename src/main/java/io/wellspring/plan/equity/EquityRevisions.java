package io.wellspring.plan.equity;

import io.wellspring.member.Members;
import io.wellspring.plan.equity.rules.Revision;
import io.wellspring.plan.register.PlanDays;
import io.wellspring.plan.register.PlanSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Every revision of the rules of EQUITY plans, each for the versions of parameters that name it. */
@Configuration(proxyBeanMethods = false)
class EquityRevisions {

    @Bean
    EquityRulebook firstEquityRules(
            EquityHoldings holders, PlanDays days, Members members, JsonMapper json, PlanSettings settings) {
        return new EquityRulebook(Revision.FIRST, holders, days, members, json, settings);
    }

    @Bean
    EquityRulebook secondEquityRules(
            EquityHoldings holders, PlanDays days, Members members, JsonMapper json, PlanSettings settings) {
        return new EquityRulebook(Revision.SECOND, holders, days, members, json, settings);
    }
}

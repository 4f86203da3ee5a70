package io.wellspring.plan;

import io.wellspring.member.Members;
import io.wellspring.plan.equity.Revision;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Every revision of the rules of EQUITY plans, each for the versions of parameters that name it. */
@Configuration(proxyBeanMethods = false)
class EquityRevisions {

    @Bean
    EquityRulebook firstEquityRules(
            EquityHolders holders, PlanDays days, Members members, JsonMapper json, PlanSettings settings) {
        return new EquityRulebook(Revision.FIRST, holders, days, members, json, settings);
    }

    @Bean
    EquityRulebook secondEquityRules(
            EquityHolders holders, PlanDays days, Members members, JsonMapper json, PlanSettings settings) {
        return new EquityRulebook(Revision.SECOND, holders, days, members, json, settings);
    }
}

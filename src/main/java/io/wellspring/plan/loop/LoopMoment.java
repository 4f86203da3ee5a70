package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import java.util.List;

/**
 * A LOOP plan, the pools of its open day and what some members have in it, all as they stood at one moment: sales of one
 * moment shared among the members of another would be nobody's dividend.
 *
 * @param members of those asked for, the ones who had something
 */
record LoopMoment(Plan plan, PlanVersion version, DayPools pools, List<LoopMember> members) {}

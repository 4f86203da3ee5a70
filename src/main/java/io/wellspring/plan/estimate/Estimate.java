package io.wellspring.plan.estimate;

import io.wellspring.plan.register.PlanKind;

/**
 * What a plan would bring a member if the day ended now. Team and peer releases are only known at its end.
 *
 * @param changes of the plan, as counted when this was worked out
 * @param byItself of a LOOP plan the dividend in fen; of a RELEASE plan what the member's lots release, in 1/100 point
 * @param byReferral of a RELEASE plan what the generations below add to that; 0 for a LOOP plan
 */
public record Estimate(
        long memberId, long planId, PlanKind kind, String planName, long changes, long byItself, long byReferral) {}

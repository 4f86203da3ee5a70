package io.wellspring.plan.standing;

import io.wellspring.plan.register.PlanKind;

/**
 * A plan that is late with something.
 *
 * @param position position of the last command decided
 */
record LatePlan(long planId, PlanKind kind, String name, long position, PlanDelays delays) {}

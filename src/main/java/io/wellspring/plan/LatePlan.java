package io.wellspring.plan;

/**
 * A plan that is late with something.
 *
 * @param position of the last command decided
 */
record LatePlan(long planId, PlanKind kind, String name, long position, PlanDelays delays) {}

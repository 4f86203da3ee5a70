package io.wellspring.plan.register;

import java.time.LocalDate;

/**
 * Parameters of a plan, never edited once written.
 *
 * @param ruleRevision of the rules that they are for; old revisions stay runnable
 * @param parameters as JSON, every one of them filled in
 * @param effectiveDay the business day from whose start they serve
 */
public record PlanVersion(int number, int ruleRevision, String parameters, LocalDate effectiveDay) {}

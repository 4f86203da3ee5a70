/**
 * The rules of EQUITY plans, appreciating points backed by a pool: pure functions of amounts
 * ({@code src/docs/plans/equity.md}). Uses values and refusals only; no database, no framework, no clock.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"value", "refusal"})
package io.wellspring.plan.equity.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

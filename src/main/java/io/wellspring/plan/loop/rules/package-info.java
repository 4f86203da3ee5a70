/**
 * The rules of LOOP plans, daily dividends from sales: pure functions of amounts ({@code src/docs/plans/loop.md}). Uses
 * values and refusals only; no database, no framework, no clock.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"value", "refusal"})
package io.wellspring.plan.loop.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

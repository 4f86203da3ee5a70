/**
 * The rules of RELEASE plans, points released day by day: pure functions of amounts and of the referral tree
 * ({@code src/docs/plans/release.md}). Uses values and refusals only; no database, no framework, no clock.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"value", "refusal"})
package io.wellspring.plan.release.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

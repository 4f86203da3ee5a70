/**
 * The rules of RELEASE plans, points released day by day: pure functions of amounts and of the referral tree (design,
 * section 5.3). Uses values and refusals only; no database, no framework, no clock.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"value", "refusal"})
package io.wellspring.plan.release.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

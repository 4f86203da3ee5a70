/**
 * What became of the days of plans, and beginning one anew whose sums do not agree. Each kind brings its own steps.
 */
@NullMarked
@NamedInterface("settlement")
package io.wellspring.plan.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

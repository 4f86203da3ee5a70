/**
 * What became of the days of plans: the one machine that settles them step by step, and beginning one anew whose sums do
 * not agree. Each kind brings how its days are counted, computed, proved and paid.
 */
@NullMarked
@NamedInterface("settlement")
package io.wellspring.plan.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

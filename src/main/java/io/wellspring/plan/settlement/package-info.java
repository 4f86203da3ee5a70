/**
 * How the days of plans are settled, and what became of them: the same steps for every kind that settles days.
 */
@NullMarked
@NamedInterface("settlement")
package io.wellspring.plan.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/**
 * Freezing a plan and pausing its orders, by operators, with the record of who did and why.
 */
@NullMarked
@NamedInterface("halt")
package io.wellspring.plan.halt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

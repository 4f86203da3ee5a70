/**
 * Recurring work of a node: one loop each, never overlapping itself, going on after a failure.
 * Uses deadlines only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "patience")
package io.wellspring.pulse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

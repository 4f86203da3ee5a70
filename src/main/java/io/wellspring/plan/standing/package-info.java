/**
 * How the plans stand, for metrics and alerts: what waits, what is late, what has been given. Reads only.
 */
@NullMarked
package io.wellspring.plan.standing;

import org.jspecify.annotations.NullMarked;

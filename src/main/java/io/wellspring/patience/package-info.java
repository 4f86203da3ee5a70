/**
 * How long is waited, and that waiting always ends: with a value, or with an error in time.
 * Uses no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.wellspring.patience;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Tells at start, in plain sentences, which settings of the environment are missing or have the wrong form.
 * Uses no other room, so that it speaks before any of them can fail.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.wellspring.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

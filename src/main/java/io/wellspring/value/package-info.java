/**
 * Assets, amounts and rates: immutable, exact, rounded only where a name says so.
 * Uses nothing but refusals, so that every other room can build on it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "refusal")
package io.wellspring.value;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

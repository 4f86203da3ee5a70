/**
 * How the application connects to Redis, and what a trace tells of it.
 * Uses no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.wellspring.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

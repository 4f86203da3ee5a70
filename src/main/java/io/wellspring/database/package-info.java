/**
 * How the application signs in to PostgreSQL, what its role may do there, and how a transaction ends.
 * Uses no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.wellspring.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

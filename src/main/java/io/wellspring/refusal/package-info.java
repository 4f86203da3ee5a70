/**
 * What the application refuses, and how a refusal reads outside: a problem detail with a stable code in two languages.
 * Uses no other room but what keeps the log short.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "patience")
package io.wellspring.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

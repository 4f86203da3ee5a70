/**
 * Text messages: the providers behind one port, what became of each message, and the guard of what they cost.
 * Uses limits and refusals.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "limit", "pulse", "refusal"})
package io.wellspring.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

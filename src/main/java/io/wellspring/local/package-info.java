/**
 * A run with nothing installed: its own PostgreSQL and Redis, an outbox in place of text messages, a clock that can be
 * moved. The production jar carries none of it; it may use the application as a whole, refusals, the port of sms and the operators of auth.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "refusal", "sms", "auth :: challenge", "auth :: operator"})
package io.wellspring.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Who is calling: SMS codes, registration, passwords, tokens, sessions, and the security chain before every call.
 * Uses members, limits, the calls that there are, text messages, values and refusals; other rooms see who
 * calls, sessions, malls, operators, challenges, and what keeps an account open.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"api", "http", "limit", "member", "patience", "pulse", "sms", "refusal", "value"})
package io.wellspring.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

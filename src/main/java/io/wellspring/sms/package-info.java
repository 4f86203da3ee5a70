/**
 * Sends text messages: one port, and the providers behind it chosen by a setting.
 * Uses nothing but refusals.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "refusal")
package io.wellspring.sms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The plans there are: their rows, versions of parameters, days, and what stands still. Every other room of plans
 * reads them; nothing here knows a kind's rules.
 */
@NullMarked
@NamedInterface("register")
package io.wellspring.plan.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

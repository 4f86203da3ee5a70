/**
 * The plans there are: their rows, versions of parameters, days, and what stands still. The other rooms of plans
 * read them; nothing here knows a kind's rules.
 */
@NullMarked
@NamedInterface("register")
package io.wellspring.plan.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

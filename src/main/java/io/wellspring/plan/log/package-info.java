/**
 * The log of each plan: anybody appends commands in parallel, callers wait for outcomes, and what is decided is read
 * in the order of positions. Knows bodies and outcomes, but not what any kind makes of them.
 */
@NullMarked
@NamedInterface("log")
package io.wellspring.plan.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

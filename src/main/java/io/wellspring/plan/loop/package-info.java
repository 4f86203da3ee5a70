/**
 * LOOP plans: the bridge from the log to their rules, what members have in them, their days, and what members read of
 * their dividends.
 */
@NullMarked
@NamedInterface("loop")
package io.wellspring.plan.loop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

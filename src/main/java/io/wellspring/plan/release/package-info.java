/**
 * RELEASE plans: the bridge from the log to their rules, lots, volumes and the referral tree, their days, and what
 * members read of their releases.
 */
@NullMarked
@NamedInterface("release")
package io.wellspring.plan.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

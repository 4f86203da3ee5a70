/**
 * Members: one person, one phone number, at most one referrer, and the tree that the referrers make.
 * Uses refusals and recurring work; a phone number leaves this room masked, or whole for a message to its own member.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"pulse", "refusal"})
package io.wellspring.member;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

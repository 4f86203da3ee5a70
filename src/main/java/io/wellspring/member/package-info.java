/**
 * Members: one person, one phone number, at most one referrer, and the tree that the referrers make.
 * Uses nothing but refusals; a phone number leaves this room only masked or in the caller's own hand.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "refusal")
package io.wellspring.member;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Bounds on guessing: how many tries a name, an address and a node have, and the challenge beyond them. */
@NullMarked
@NamedInterface("challenge")
package io.wellspring.auth.challenge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

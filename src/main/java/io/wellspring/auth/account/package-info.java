/** Joining, signing in, changing the number, and leaving. */
@NullMarked
@NamedInterface("account")
package io.wellspring.auth.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

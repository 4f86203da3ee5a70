/** Who calls and from where, and how secrets are made and found again. The ground of the rooms for signing in. */
@NullMarked
@NamedInterface("caller")
package io.wellspring.auth.caller;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

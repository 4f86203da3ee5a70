/** Passwords: how they are hashed, replaced and reset, and how a member proves once more to be the owner. */
@NullMarked
package io.wellspring.auth.password;

import org.jspecify.annotations.NullMarked;

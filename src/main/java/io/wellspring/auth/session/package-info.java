/** Sessions and their tokens: opened, renewed, ended and pruned; the keys that sign, and tickets for streams. */
@NullMarked
@NamedInterface("session")
package io.wellspring.auth.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

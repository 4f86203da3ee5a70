/** Malls: who they are, their terms, their secrets with an overlap, and the record of what was changed by whom. */
@NullMarked
@NamedInterface("mall")
package io.wellspring.auth.mall;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

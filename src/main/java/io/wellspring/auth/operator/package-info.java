/** Those who run the platform: their accounts, how the first one comes to be, and what is refused to them. */
@NullMarked
@NamedInterface("operator")
package io.wellspring.auth.operator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

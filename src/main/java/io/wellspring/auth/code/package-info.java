/** SMS codes: asking for one within limits, keeping it as a hash, and proving it once. */
@NullMarked
package io.wellspring.auth.code;

import org.jspecify.annotations.NullMarked;

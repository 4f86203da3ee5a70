/** The security chain before every call: who may call what, and how often. */
@NullMarked
package io.wellspring.auth.chain;

import org.jspecify.annotations.NullMarked;

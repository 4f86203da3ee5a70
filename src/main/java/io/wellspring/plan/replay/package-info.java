/**
 * Runs a plan's log again from its first command and compares all that comes of it with what is kept. Each kind brings
 * its rules over holdings that only the replay sees.
 */
@NullMarked
@NamedInterface("replay")
package io.wellspring.plan.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

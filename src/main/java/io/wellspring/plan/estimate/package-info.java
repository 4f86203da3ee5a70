/**
 * What today would bring members if the day ended now. A kind that has something to
 * estimate brings its own.
 */
@NullMarked
@NamedInterface("estimate")
package io.wellspring.plan.estimate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

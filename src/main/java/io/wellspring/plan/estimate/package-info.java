/**
 * What today would bring members if the day ended now. Each kind brings its own estimates.
 */
@NullMarked
@NamedInterface("estimate")
package io.wellspring.plan.estimate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/**
 * What HTTP itself asks of a request, before any call is reached: in which form it can be answered, which parameters it
 * takes, whom it may come from. Uses refusals only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "refusal")
package io.wellspring.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

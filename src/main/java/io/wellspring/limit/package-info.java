/**
 * How often something may happen: sliding windows that are exact on all nodes, counted in Redis, and where a request
 * comes from. Uses refusals and the conventions of the API; what is limited, and how far, is its users' to say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "patience", "refusal"})
package io.wellspring.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Many rows into a table at once, by PostgreSQL's binary COPY, several times faster than any statement with parameters.
 * Knows nothing of what the rows mean.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.wellspring.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

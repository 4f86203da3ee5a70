/**
 * The conventions of the API: ids, pages, fields that must be there, strict JSON, limits of the server, its description.
 * Uses refusals and deadlines only; every room that answers HTTP may use it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"patience", "refusal"})
package io.wellspring.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

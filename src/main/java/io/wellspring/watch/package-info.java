/**
 * What those who keep a node running see of it as a whole: how it is, what it depends on, how late its event loops run.
 * Uses recurring work and deadlines; figures of its trade are counted by the rooms themselves.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"patience", "pulse"})
package io.wellspring.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

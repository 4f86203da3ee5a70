/**
 * The double-entry ledger: the only door through which a balance changes, always together with its lines. Knows assets
 * and accounts, and nothing of what moves them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"value", "pulse", "bulk"})
package io.wellspring.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

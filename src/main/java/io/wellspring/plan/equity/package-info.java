/**
 * EQUITY plans: the bridge from the log to their rules, what their holders have, and quotes of redemptions.
 */
@NullMarked
@NamedInterface("equity")
package io.wellspring.plan.equity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/**
 * A fourth kind of plans, as small as one can be: an order buys units, and each day pays a rate of what they cost. It runs under
 * the name of EQUITY, for the kinds that an installation has are counted in an enumeration.
 */
@NullMarked
package io.wellspring.plan.testing.flat;

import org.jspecify.annotations.NullMarked;

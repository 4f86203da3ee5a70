package io.wellspring.plan.release.rules;

import java.util.Collection;

/**
 * What a batch made of a RELEASE plan, as far as its laws are about it.
 *
 * @param before the state with which it began
 * @param after the state that it leaves
 * @param brought by the orders which were not refused
 * @param gained 1/100 point that all lots have more than before; negative where more was deducted than granted
 * @param moved 1/100 releasing point that the ledger is to give members
 * @param changed lots that are new or not as they were
 */
record ReleaseBatch(
        ReleaseState before, ReleaseState after, Volume brought, long gained, long moved, Collection<Lot> changed) {}

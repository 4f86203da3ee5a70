package io.wellspring.plan.loop.rules;

/**
 * What a batch made of a LOOP plan, as far as its laws are about it.
 *
 * @param before the state with which it began
 * @param after the state that it leaves
 * @param cash fen that the orders brought which were not refused
 * @param gained quota and shares that all members have more than before
 * @param moved quota and shares that the ledger is to give members
 * @param lowestBalance of quota or shares that any changed member is left with, in their smallest unit; 0 where none changed
 */
record LoopBatch(LoopState before, LoopState after, long cash, LoopGrant gained, LoopGrant moved, long lowestBalance) {}

package io.wellspring.plan.equity.rules;

/**
 * What a batch made of an EQUITY plan, as far as its laws are about it.
 *
 * @param parameters that served the batch
 * @param before the state with which it began
 * @param after the state that it leaves
 * @param unitsGained by all holders together, in 1/1,000,000; negative where more were burned than issued
 * @param lowestBalance of units or quota that any changed holder is left with, in their smallest unit; 0 where none changed
 */
record EquityBatch(
        EquityParameters parameters, EquityState before, EquityState after, long unitsGained, long lowestBalance) {}

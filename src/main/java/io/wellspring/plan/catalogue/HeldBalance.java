package io.wellspring.plan.catalogue;

import io.wellspring.value.Asset;
import org.jspecify.annotations.Nullable;

/**
 * A balance of a member, with the plan whose asset it is as it stood at the same moment.
 *
 * @param amount in the asset's smallest unit, above zero
 * @param plan null for what is one for all plans
 */
public record HeldBalance(
        long memberId, Asset asset, long amount, @Nullable HeldPlan plan) {}

package io.wellspring.value;

/**
 * An asset is a code and the plan it belongs to, so units of one plan can never land in another.
 *
 * @param planId {@link #NO_PLAN} for the global assets, a plan's id (from 1) for all others; anything else is refused
 */
public record Asset(AssetCode code, long planId) {

    /** Stands where an asset belongs to no plan. */
    public static final long NO_PLAN = 0;

    public Asset {
        if (code.isGlobal() != (planId == NO_PLAN)) {
            throw new IllegalArgumentException(code + " does not go with plan " + planId);
        }
    }
}

package io.wellspring.value;

import java.util.Arrays;

/** What a balance can be counted in, with the digits of its smallest unit. */
public enum AssetCode {
    /** Cash: 1/100 yuan, one account per member for all plans. */
    CNY(2, true),
    /** Constant point: 1/100 point, one account per member for all plans. */
    POINT(2, true),
    /** Appreciating unit backed by one plan's pool: 1/1,000,000 unit. */
    EQUITY(6, false, 1_000_000_000_000_000_000L),
    /** How much a member may still receive from one plan: 1/100 yuan. */
    QUOTA(2, false),
    /** Weight in one plan's daily dividend: 1/1,000,000. */
    SHARE(6, false),
    /** Granted by one plan and not yet released: 1/100 point. */
    RELEASING(2, false);

    private final int digits;
    private final boolean global;
    private final long largest;

    /** With a thousandth of what a long holds as its largest amount, so that sums of many stay within it. */
    AssetCode(int digits, boolean global) {
        this(digits, global, 9_000_000_000_000_000L);
    }

    AssetCode(int digits, boolean global, long largest) {
        this.digits = digits;
        this.global = global;
        this.largest = largest;
    }

    /** Decimal digits after the point; the smallest unit is 10^-digits. */
    public int digits() {
        return digits;
    }

    /**
     * The largest amount that is taken from outside, in the smallest unit: 90 trillion yuan or points; of units the largest
     * supply that a plan can have, 1,000,000,000,000, for one member may hold all of them.
     */
    public long largest() {
        return largest;
    }

    /** Whether the asset is one for all plans, or one of each plan. */
    public boolean isGlobal() {
        return global;
    }

    /** The names of those that are one for all plans; of the others each plan has its own. */
    public static String[] globalNames() {
        return Arrays.stream(values())
                .filter(AssetCode::isGlobal)
                .map(AssetCode::name)
                .toArray(String[]::new);
    }

    /** The asset as it exists in the given plan; the plan is dropped where the asset is global. */
    public Asset in(long planId) {
        return new Asset(this, global ? Asset.NO_PLAN : planId);
    }
}

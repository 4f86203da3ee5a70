package io.wellspring.plan.release.rules;

import static io.wellspring.plan.release.rules.ReleaseRefusal.*;
import static io.wellspring.refusal.GeneralRefusal.*;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Rate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a RELEASE plan with their defaults and refusals ({@code src/docs/plans/release.md}).
 *
 * @param tiers at most 20, by increasing amount
 * @param dailyRate of an order that its lot releases on a day, above 0, at most 1
 * @param generations at most 20 rates of the static releases of each generation below, each above 0, at most 1
 * @param stars at most 20, by increasing volume and rate; none where there are no team rewards
 * @param peerRate of the static releases below, 0 to 1
 * @param peerDepth members of one star, at most, who share in a release beside the first, 0 to 10
 */
public record ReleaseParameters(
        List<Tier> tiers, Rate dailyRate, List<Rate> generations, List<Star> stars, Rate peerRate, Integer peerDepth) {

    private static final int FEN_DIGITS = 2;
    private static final int MOST_STEPS = 20;
    private static final int LONGEST_NAME = 20;
    private static final int DEEPEST_PEERS = 10;
    private static final Rate LARGEST_MULTIPLE = Rate.of("1000");
    private static final Rate LARGEST_AMOUNT = Rate.of("1000000000000");

    private static final List<Tier> USUAL_TIERS = List.of(
            new Tier("初级", Rate.of("3000"), Rate.of("2.5")),
            new Tier("中级", Rate.of("9000"), Rate.of("3")),
            new Tier("高级", Rate.of("27000"), Rate.of("3.5")),
            new Tier("VIP", Rate.of("51000"), Rate.of("4")));

    /** Fills in the default for each parameter that is not given; without stars nobody earns by a team. */
    public ReleaseParameters(
            @Nullable List<Tier> tiers,
            @Nullable Rate dailyRate,
            @Nullable List<Rate> generations,
            @Nullable List<Star> stars,
            @Nullable Rate peerRate,
            @Nullable Integer peerDepth) {
        this.tiers = List.copyOf(Objects.requireNonNullElse(tiers, USUAL_TIERS));
        this.dailyRate = Objects.requireNonNullElse(dailyRate, Rate.of("0.012"));
        this.generations =
                List.copyOf(Objects.requireNonNullElse(generations, List.of(Rate.of("0.50"), Rate.of("0.30"))));
        this.stars = List.copyOf(Objects.requireNonNullElse(stars, List.of()));
        this.peerRate = Objects.requireNonNullElse(peerRate, Rate.ZERO);
        this.peerDepth = Objects.requireNonNullElse(peerDepth, 1);
    }

    /** All defaults. */
    public static ReleaseParameters defaults() {
        return new ReleaseParameters(null, null, null, null, null, null);
    }

    /**
     * Holds the parameters against the table of {@code src/docs/plans/release.md}; what operators allow is
     * {@link RewardGuard}'s.
     *
     * @throws Refusal with a code of its own for each row
     */
    public ReleaseParameters checked() {
        checkTiers();
        refuseIf(!dailyRate.isPositive() || dailyRate.isAbove(Rate.ONE), DAILY_RATE_OUT_OF_RANGE);
        refuseIf(generations.size() > MOST_STEPS, NUMBER_OF_GENERATIONS_OUT_OF_RANGE);
        refuseIf(
                generations.stream().anyMatch(rate -> !rate.isPositive() || rate.isAbove(Rate.ONE)),
                GENERATION_RATE_OUT_OF_RANGE);
        checkStars();
        refuseIf(peerRate.isNegative() || peerRate.isAbove(Rate.ONE), PEER_RATE_OUT_OF_RANGE);
        refuseIf(peerDepth < 0 || peerDepth > DEEPEST_PEERS, PEER_DEPTH_OUT_OF_RANGE);
        return this;
    }

    /** What an order of so much cash, in fen, grants; null below the lowest tier. */
    public @Nullable Lot lot(long position, long cash) {
        Tier reached = null;
        for (Tier tier : tiers) {
            if (tier.fen() <= cash) {
                reached = tier;
            }
        }
        if (reached == null) {
            return null;
        }
        long granted = reached.multiple().floorOf(cash);
        return new Lot(position, granted, granted, dailyRate.floorOf(cash));
    }

    /** What an operator grants: it is released like an order of the same amount, but never not at all. */
    public Lot gift(long position, long amount) {
        return new Lot(position, amount, amount, Math.max(1, dailyRate.floorOf(amount)));
    }

    /** The place of the highest star that such a volume reaches, from 1; 0 where it reaches none. */
    public int starOf(long volume) {
        int star = stars.size();
        while (star > 0 && stars.get(star - 1).fen() > volume) {
            star--;
        }
        return star;
    }

    /** From which volume of the network on each star begins, in fen. */
    public List<Long> starVolumes() {
        return stars.stream().map(Star::fen).toList();
    }

    private void checkTiers() {
        refuseIf(tiers.isEmpty() || tiers.size() > MOST_STEPS, NUMBER_OF_TIERS_OUT_OF_RANGE);
        refuseIf(!tiers.stream().allMatch(Tier::isComplete), STEP_INCOMPLETE);
        checkNames(tiers.stream().map(Tier::name).toList());
        Rate before = Rate.ZERO;
        for (Tier tier : tiers) {
            refuseIf(isNoAmount(tier.amount()), STEP_OUT_OF_RANGE);
            refuseIf(!tier.multiple().isPositive() || tier.multiple().isAbove(LARGEST_MULTIPLE), STEP_OUT_OF_RANGE);
            refuseIf(!tier.amount().isAbove(before), STEPS_NOT_INCREASING);
            before = tier.amount();
        }
    }

    private void checkStars() {
        refuseIf(stars.size() > MOST_STEPS, NUMBER_OF_STARS_OUT_OF_RANGE);
        refuseIf(!stars.stream().allMatch(Star::isComplete), STEP_INCOMPLETE);
        checkNames(stars.stream().map(Star::name).toList());
        Rate volume = Rate.ZERO;
        Rate rate = Rate.ZERO;
        for (Star star : stars) {
            refuseIf(isNoAmount(star.volume()) || star.rate().isAbove(Rate.ONE), STEP_OUT_OF_RANGE);
            refuseIf(!star.volume().isAbove(volume) || !star.rate().isAbove(rate), STEPS_NOT_INCREASING);
            volume = star.volume();
            rate = star.rate();
        }
    }

    private static void checkNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            refuseIf(name.isBlank() || name.length() > LONGEST_NAME, LEVEL_NAME_OUT_OF_RANGE);
            refuseIf(!seen.add(name), LEVEL_NAME_TWICE);
        }
    }

    private static boolean isNoAmount(Rate yuan) {
        return !yuan.isPositive() || yuan.isAbove(LARGEST_AMOUNT) || yuan.digits() > FEN_DIGITS;
    }

    private static void refuseIf(boolean wrong, RefusalCode code) {
        if (wrong) {
            throw Refusal.of(code);
        }
    }
}

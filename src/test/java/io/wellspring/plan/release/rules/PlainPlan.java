package io.wellspring.plan.release.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A RELEASE plan as {@code src/docs/plans/release.md} is read, one member at a time and every pair walked: slow, and
 * shares nothing with the rules but the parameters.
 */
public final class PlainPlan {

    private final ReleaseParameters parameters;
    private final Map<Long, Long> referrers;
    private final TreeMap<Long, List<long[]>> lots = new TreeMap<>();
    private final Map<Long, Long> volumes = new TreeMap<>();

    /** What a member is released on a day: by itself, by referral, by team, by peer. */
    public record Day(long due, long referral, long team, long peer) {}

    public PlainPlan(ReleaseParameters parameters, Map<Long, Long> referrers) {
        this.parameters = parameters;
        this.referrers = referrers;
    }

    public void order(long buyer, long cash) {
        for (Long above = referrers.get(buyer); above != null; above = referrers.get(above)) {
            volumes.merge(above, cash, Long::sum);
        }
        BigDecimal multiple = null;
        for (Tier tier : parameters.tiers()) {
            if (tier.amount().value().movePointRight(2).compareTo(BigDecimal.valueOf(cash)) <= 0) {
                multiple = tier.multiple().value();
            }
        }
        long granted = multiple == null ? 0 : part(cash, multiple);
        if (granted > 0) {
            lots.computeIfAbsent(buyer, member -> new ArrayList<>())
                    .add(new long[] {granted, part(cash, parameters.dailyRate().value())});
        }
    }

    /** What an operator adds is a lot of its own; what is deducted is taken from the oldest; never below zero. */
    public boolean adjust(long member, long amount) {
        if (remaining(member) + amount < 0) {
            return false;
        }
        if (amount > 0) {
            lots.computeIfAbsent(member, of -> new ArrayList<>()).add(new long[] {
                amount, Math.max(1, part(amount, parameters.dailyRate().value()))
            });
            return true;
        }
        long left = -amount;
        for (long[] lot : lots.getOrDefault(member, List.of())) {
            long taken = Math.min(lot[0], left);
            lot[0] -= taken;
            left -= taken;
        }
        return true;
    }

    public long remaining(long member) {
        return lots.getOrDefault(member, List.of()).stream()
                .mapToLong(lot -> lot[0])
                .sum();
    }

    /** What remains in each lot of a member, oldest first. */
    public List<Long> lots(long member) {
        return lots.getOrDefault(member, List.of()).stream().map(lot -> lot[0]).toList();
    }

    public long volume(long member) {
        return volumes.getOrDefault(member, 0L);
    }

    /** Closes the day; whoever is released nothing is left out. */
    public Map<Long, Day> close() {
        Map<Long, Long> due = new TreeMap<>();
        lots.forEach((member, owned) -> due.put(
                member,
                owned.stream().mapToLong(lot -> Math.min(lot[0], lot[1])).sum()));
        Map<Long, Day> released = new TreeMap<>();
        for (long member : lots.keySet()) {
            Day day = earned(member, due);
            if (day.due() + day.referral() + day.team() + day.peer() > 0) {
                released.put(member, day);
            }
        }
        released.forEach(this::take);
        return released;
    }

    private Day earned(long member, Map<Long, Long> due) {
        BigDecimal[] generations = new BigDecimal[parameters.generations().size()];
        Arrays.fill(generations, BigDecimal.ZERO);
        BigDecimal team = BigDecimal.ZERO;
        BigDecimal peer = BigDecimal.ZERO;
        for (Map.Entry<Long, Long> source : due.entrySet()) {
            BigDecimal amount = BigDecimal.valueOf(source.getValue());
            int generation = 0;
            int highest = 0;
            int peers = 0;
            for (Long on = referrers.get(source.getKey()); on != null; on = referrers.get(on)) {
                if (on == member && generation < generations.length) {
                    generations[generation] = generations[generation].add(amount);
                }
                generation++;
                int star = star(on);
                if (star > highest) {
                    team = on == member ? team.add(amount.multiply(rate(star).subtract(rate(highest)))) : team;
                    highest = star;
                    peers = 0;
                } else if (star > 0 && star == highest && peers < parameters.peerDepth()) {
                    peer = on == member
                            ? peer.add(amount.multiply(parameters.peerRate().value()))
                            : peer;
                    peers++;
                }
            }
        }
        long referral = 0;
        for (int generation = 0; generation < generations.length; generation++) {
            referral += floor(generations[generation].multiply(
                    parameters.generations().get(generation).value()));
        }
        return capped(member, due.get(member), referral, floor(team), floor(peer));
    }

    private Day capped(long member, long due, long referral, long team, long peer) {
        long left = remaining(member) - due;
        long first = Math.min(referral, left);
        long second = Math.min(team, left - first);
        return new Day(due, first, second, Math.min(peer, left - first - second));
    }

    private void take(long member, Day day) {
        long early = day.referral() + day.team() + day.peer();
        for (long[] lot : lots.get(member)) {
            lot[0] -= Math.min(lot[0], lot[1]);
        }
        for (long[] lot : lots.get(member)) {
            long drawn = Math.min(lot[0], early);
            lot[0] -= drawn;
            early -= drawn;
        }
    }

    private int star(long member) {
        int star = 0;
        for (Star each : parameters.stars()) {
            if (each.volume().value().movePointRight(2).compareTo(BigDecimal.valueOf(volume(member))) <= 0) {
                star++;
            }
        }
        return star;
    }

    private BigDecimal rate(int star) {
        return star == 0
                ? BigDecimal.ZERO
                : parameters.stars().get(star - 1).rate().value();
    }

    private static long part(long amount, BigDecimal rate) {
        return floor(BigDecimal.valueOf(amount).multiply(rate));
    }

    private static long floor(BigDecimal sum) {
        return sum.setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}

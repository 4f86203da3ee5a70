package io.wellspring.auth.mall;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a mall may do, and what it is called.
 *
 * @param planIds the plans that it may feed, at least one
 * @param dailyLimitFen how much it may send in a day, over all plans, in fen, above zero
 */
public record MallTerms(String name, SortedSet<Long> planIds, long dailyLimitFen) {

    static MallTerms of(Mall mall) {
        return new MallTerms(mall.name(), new TreeSet<>(mall.planIds()), mall.dailyLimitFen());
    }
}

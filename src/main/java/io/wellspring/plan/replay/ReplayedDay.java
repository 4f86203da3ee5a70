package io.wellspring.plan.replay;

import io.wellspring.plan.settlement.DayOfKind;
import io.wellspring.plan.settlement.SettledDay;
import io.wellspring.value.Move;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a kind brings to the replay of a day: its rules over the replayed holdings, and what it wrote. */
public interface ReplayedDay {

    /** What the rules pay the next members; {@link Paid#NOTHING} once nobody is left. */
    Mono<Paid> next(long afterMember, int members);

    /** What is written for members after one and up to another, in the order of their ids. */
    Flux<?> written(long afterMember, long upToMember);

    /** The plan's side of the whole day, once all members are paid. */
    List<Move.OfBook> moves();

    /**
     * The day with the totals that the rules come to, once all members are paid.
     *
     * @param settled what every kind has of it
     */
    DayOfKind expected(SettledDay settled);

    /** The day as it is written; empty where it is not. */
    Mono<? extends DayOfKind> found();

    /**
     * What the rules pay some members.
     *
     * @param lastMember id of the last one, also of those who are paid nothing
     * @param payments what should be written, equal to what {@link #written} tells
     * @param lines of those who are paid, with the balances of the plan's own assets
     * @param brokenLaws the names of the laws that the payments break
     * @param save leaves the replayed holdings as they are after
     */
    record Paid(
            long lastMember,
            List<?> payments,
            List<LineMatch.Expected> lines,
            List<String> brokenLaws,
            Mono<Void> save) {

        /** Whatever is written for members beyond is too much. */
        public static final Paid NOTHING = new Paid(Long.MAX_VALUE, List.of(), List.of(), List.of(), Mono.empty());

        boolean isEnd() {
            return lastMember == Long.MAX_VALUE;
        }
    }
}

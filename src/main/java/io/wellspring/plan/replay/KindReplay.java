package io.wellspring.plan.replay;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a kind of plan needs for a replay: its rules over holdings that nobody else sees, gone with the session. */
public interface KindReplay {

    /** The most differences that one comparison, or a whole replay, reports; beyond it the replay ends. */
    int MOST_DIFFERENCES = 100;

    Rulebook rules();

    /** Makes room for the holdings; there are none yet. */
    Mono<Void> prepare();

    Mono<Void> clear();

    /**
     * Settles the open day over the replayed holdings, and holds all that it should have written against what is there.
     *
     * @param version that served on the day
     */
    Mono<Settled> settle(Plan plan, PlanVersion version, Consumer<ReplayNote.Difference> differences);

    /** Where the plan's own holdings are not the replayed ones. */
    Flux<ReplayNote.Difference> differences(long planId);

    /** What members should have of the plan's assets, by member, page by page. */
    Mono<List<Holding>> holdings(long planId, long afterMember, int members);

    /**
     * What came of a day.
     *
     * @param state with which the next one begins
     * @param lines of members that were found as they should be
     */
    record Settled(String state, long lines) {}

    /** What a member should have of an asset of the plan. */
    record Holding(long memberId, AssetCode asset, long amount) {}
}

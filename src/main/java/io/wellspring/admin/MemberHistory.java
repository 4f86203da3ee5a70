package io.wellspring.admin;

import io.wellspring.api.Page;
import io.wellspring.member.MemberAction;
import io.wellspring.member.MemberActions;
import io.wellspring.plan.log.AdjustmentLog;
import io.wellspring.plan.log.LoggedAdjustment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What operators did to a member: the deeds, and the adjustments that stand in the logs of plans. */
@Component
class MemberHistory {

    private final MemberActions deeds;
    private final AdjustmentLog adjustments;

    MemberHistory(MemberActions deeds, AdjustmentLog adjustments) {
        this.deeds = deeds;
        this.adjustments = adjustments;
    }

    Mono<Page<MemberActionView>> of(long memberId, @Nullable String cursor, int size) {
        HistoryCursor from = HistoryCursor.read(cursor);
        return Mono.zip(
                deeds.of(memberId, from.deed(), size + 1).collectList(),
                adjustments.of(memberId, from.adjustment(), size + 1).collectList(),
                (done, adjusted) -> merged(done, adjusted, from, size));
    }

    /** The newest of both; within one list its own order stands, for times of rows need not follow their ids. */
    private static Page<MemberActionView> merged(
            List<MemberAction> done, List<LoggedAdjustment> adjusted, HistoryCursor from, int size) {
        List<MemberActionView> items = new ArrayList<>();
        int deed = 0;
        int adjustment = 0;
        while (items.size() < size && deed + adjustment < done.size() + adjusted.size()) {
            boolean deedIsNext = adjustment == adjusted.size()
                    || (deed < done.size()
                            && !done.get(deed)
                                    .doneAt()
                                    .isBefore(adjusted.get(adjustment).command().appendedAt()));
            items.add(
                    deedIsNext
                            ? MemberActionView.of(done.get(deed++))
                            : MemberActionView.of(adjusted.get(adjustment++)));
        }
        boolean isLast = deed + adjustment == done.size() + adjusted.size();
        HistoryCursor next = new HistoryCursor(
                deed == 0 ? from.deed() : done.get(deed - 1).id(),
                adjustment == 0
                        ? from.adjustment()
                        : adjusted.get(adjustment - 1).command().id());
        return new Page<>(items, isLast ? null : next.text());
    }
}

package io.wellspring.plan.release;

import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.release.rules.Lots;
import io.wellspring.plan.release.rules.ReleaseLaw;
import io.wellspring.plan.release.rules.ReleaseMoves;
import io.wellspring.plan.release.rules.ReleaseOutcome;
import io.wellspring.plan.release.rules.ReleaseOutcome.Refused;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.ReleaseRules;
import io.wellspring.plan.release.rules.ReleaseState;
import io.wellspring.plan.release.rules.Upline;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A batch of a RELEASE plan, running. */
final class ReleaseRun implements Run {

    private final Plan plan;
    private final Upline upline;
    private final Lots lots;
    private final PointsHeld.Before points;
    private final Map<Long, Long> moved = new HashMap<>();
    private final ReleaseHoldings holdings;
    private final JsonMapper json;
    private final ReleaseMoves moves = new ReleaseMoves();
    private final ReleaseRules rules;

    ReleaseRun(
            Plan plan,
            ReleaseParameters parameters,
            ReleaseState state,
            Upline upline,
            Lots lots,
            PointsHeld.Before points,
            ReleaseHoldings holdings,
            JsonMapper json) {
        this.plan = plan;
        this.upline = upline;
        this.lots = lots;
        this.points = points;
        this.holdings = holdings;
        this.json = json;
        this.rules = new ReleaseRules(parameters, state, upline, lots, moves);
    }

    /** Nothing is ever left unfinished. */
    @Override
    public void resume() {}

    @Override
    public Decision decide(Command command, long position) {
        return switch (command.kind()) {
            case ORDER -> order(command, position);
            case ADJUSTMENT -> adjust(command, position);
            default -> throw new IllegalArgumentException("not a command for RELEASE rules: " + command.kind());
        };
    }

    private Decision order(Command command, long position) {
        OrderBody order = json.readValue(command.body(), OrderBody.class);
        long buyer = Objects.requireNonNull(command.memberId());
        ReleaseOutcome outcome = rules.order(position, buyer, order.cash(), order.pointsPaid());
        return outcome instanceof Refused refused
                ? Decision.refused(refused.code(), null)
                : Decision.applied(outcome, ReleaseFacts.ofAbove(rules.join(buyer)))
                        .selling(order.cash());
    }

    private Decision adjust(Command command, long position) {
        AdjustmentBody adjustment = json.readValue(command.body(), AdjustmentBody.class);
        long member = Objects.requireNonNull(command.memberId());
        return adjustment.asset() == AssetCode.POINT
                ? adjustPoints(command, position, member, adjustment.amount())
                : adjustReleasing(position, member, adjustment.amount());
    }

    private Decision adjustPoints(Command command, long position, long member, long amount) {
        long held = points.of(command, moved.getOrDefault(member, 0L));
        ReleaseFacts facts = ReleaseFacts.ofPoints(held);
        ReleaseOutcome outcome = rules.adjustPoints(position, member, amount, held);
        if (outcome instanceof Refused refused) {
            return Decision.refused(refused.code(), facts);
        }
        moved.merge(member, amount, Long::sum);
        return Decision.applied(outcome, facts);
    }

    private Decision adjustReleasing(long position, long member, long amount) {
        ReleaseOutcome outcome = rules.adjustReleasing(position, member, amount);
        return outcome instanceof Refused refused
                ? Decision.refused(refused.code(), null)
                : Decision.applied(outcome, ReleaseFacts.ofAbove(rules.join(member)));
    }

    @Override
    public boolean isUnfinished() {
        return false;
    }

    @Override
    public String state() {
        return json.writeValueAsString(rules.state());
    }

    @Override
    public List<Move> moves() {
        return moves.all();
    }

    @Override
    public List<String> brokenLaws() {
        return rules.brokenLaws().stream().map(ReleaseLaw::name).toList();
    }

    @Override
    public Mono<Void> save() {
        return holdings.tree()
                .add(plan.id(), upline.joined())
                .then(holdings.volumes().grow(plan.id(), plan.openDay(), rules.growth()))
                .then(holdings.lots().save(plan.id(), lots));
    }

    @Override
    public @Nullable Long balance(long memberId, AssetCode asset) {
        return asset == AssetCode.RELEASING ? lots.remaining(memberId) : null;
    }
}

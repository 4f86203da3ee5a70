package io.wellspring.plan;

import io.wellspring.plan.release.Granting;
import io.wellspring.plan.release.Lots;
import io.wellspring.plan.release.ReleaseMoves;
import io.wellspring.plan.release.ReleaseOutcome;
import io.wellspring.plan.release.ReleaseOutcome.Refused;
import io.wellspring.plan.release.ReleaseParameters;
import io.wellspring.plan.release.ReleaseState;
import io.wellspring.plan.release.Upline;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A batch of a RELEASE plan, running. */
final class ReleaseRun implements Run {

    private final Plan plan;
    private final Upline upline;
    private final Lots lots;
    private final ReleaseHoldings holdings;
    private final JsonMapper json;
    private final ReleaseMoves moves = new ReleaseMoves();
    private final Granting granting;

    ReleaseRun(
            Plan plan,
            ReleaseParameters parameters,
            ReleaseState state,
            Upline upline,
            Lots lots,
            ReleaseHoldings holdings,
            JsonMapper json) {
        this.plan = plan;
        this.upline = upline;
        this.lots = lots;
        this.holdings = holdings;
        this.json = json;
        this.granting = new Granting(parameters, state, upline, lots, moves);
    }

    /** Nothing is ever left unfinished. */
    @Override
    public void resume() {}

    @Override
    public Decision decide(Command command, long position) {
        if (command.kind() != CommandKind.ORDER) {
            throw new IllegalArgumentException("not a command for RELEASE rules: " + command.kind());
        }
        OrderBody order = json.readValue(command.body(), OrderBody.class);
        long buyer = Objects.requireNonNull(command.memberId());
        ReleaseOutcome outcome = granting.order(position, buyer, order.cash(), order.pointsPaid());
        return outcome instanceof Refused refused
                ? Decision.refused(refused.code(), null)
                : Decision.applied(json.writeValueAsString(outcome), Uplines.facts(granting.join(buyer)));
    }

    @Override
    public boolean isPaused() {
        return false;
    }

    @Override
    public String state() {
        return json.writeValueAsString(granting.state());
    }

    @Override
    public List<Move> moves() {
        return moves.all();
    }

    @Override
    public Mono<Void> save() {
        return holdings.tree()
                .add(plan.id(), upline.joined())
                .then(holdings.volumes().grow(plan.id(), plan.openDay(), granting.growth()))
                .then(holdings.lots().save(plan.id(), lots));
    }

    @Override
    public @Nullable Long balance(long memberId, AssetCode asset) {
        return asset == AssetCode.RELEASING ? lots.remaining(memberId) : null;
    }
}

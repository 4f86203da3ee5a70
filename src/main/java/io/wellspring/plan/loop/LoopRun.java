package io.wellspring.plan.loop;

import io.wellspring.plan.kind.ReferrerFacts;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.loop.rules.LoopLaw;
import io.wellspring.plan.loop.rules.LoopMembers;
import io.wellspring.plan.loop.rules.LoopMoves;
import io.wellspring.plan.loop.rules.LoopOutcome;
import io.wellspring.plan.loop.rules.LoopOutcome.Refused;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopRules;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A batch of a LOOP plan, running. */
final class LoopRun implements Run {

    private final Plan plan;
    private final LoopMembers members;
    private final Map<Long, Long> referrers;
    private final LoopHoldings holdings;
    private final JsonMapper json;
    private final LoopMoves moves = new LoopMoves();
    private final LoopRules rules;

    LoopRun(
            Plan plan,
            LoopParameters parameters,
            LoopState state,
            LoopMembers members,
            Map<Long, Long> referrers,
            LoopHoldings holdings,
            JsonMapper json) {
        this.plan = plan;
        this.members = members;
        this.referrers = referrers;
        this.holdings = holdings;
        this.json = json;
        this.rules = new LoopRules(parameters, state, members, moves);
    }

    /** Nothing is ever left unfinished. */
    @Override
    public void resume() {}

    @Override
    public Decision decide(Command command, long position) {
        if (command.kind() != CommandKind.ORDER) {
            throw new IllegalArgumentException("not a command for LOOP rules: " + command.kind());
        }
        OrderBody order = json.readValue(command.body(), OrderBody.class);
        Long referrer = referrers.get(command.id());
        LoopOutcome outcome = rules.order(position, Objects.requireNonNull(command.memberId()), referrer, order.cash());
        ReferrerFacts facts = ReferrerFacts.of(referrer);
        return outcome instanceof Refused refused
                ? Decision.refused(refused.code(), facts)
                : Decision.applied(outcome, facts).selling(order.cash());
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
        return rules.brokenLaws().stream().map(LoopLaw::name).toList();
    }

    @Override
    public Mono<Void> save() {
        return holdings.save(plan.id(), members.changed());
    }

    @Override
    public @Nullable Long balance(long memberId, AssetCode asset) {
        return switch (asset) {
            case QUOTA -> members.of(memberId).quota();
            case SHARE -> members.of(memberId).shares();
            default -> null;
        };
    }
}

package io.wellspring.plan.testing.flat;

import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.testing.flat.FlatRules.Holding;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A batch of orders, each of which buys units. */
final class FlatRun implements Run {

    private final Plan plan;
    private final FlatTables tables;
    private final JsonMapper json;
    private final List<Holding> bought = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();

    FlatRun(Plan plan, FlatTables tables, JsonMapper json) {
        this.plan = plan;
        this.tables = tables;
        this.json = json;
    }

    @Override
    public void resume() {}

    @Override
    public Decision decide(Command command, long position) {
        long member = Objects.requireNonNull(command.memberId());
        long units = json.readValue(command.body(), OrderBody.class).cash();
        bought.add(new Holding(member, units));
        moves.addAll(FlatRules.bought(position, member, units));
        return Decision.applied("{}", null);
    }

    @Override
    public boolean isUnfinished() {
        return false;
    }

    @Override
    public String state() {
        return plan.state();
    }

    @Override
    public List<Move> moves() {
        return moves;
    }

    @Override
    public @Nullable Long balance(long memberId, AssetCode asset) {
        return null;
    }

    @Override
    public Mono<Void> save() {
        return tables.add(plan.id(), bought);
    }
}

package io.wellspring.plan.kind;

import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One batch of commands running over a plan's state in memory; nothing is written before {@link #save}. */
public interface Run {

    /** Goes on with what an earlier command set off and left unfinished. */
    void resume();

    /** Decides one command. Not to be called while unfinished. */
    Decision decide(Command command, long position);

    /** Whether something is to be finished in a transaction of its own before the next command. */
    boolean isUnfinished();

    String state();

    List<Move> moves();

    /** What a member has after the moves so far, of an asset that is the plan's own; null for any other. */
    @Nullable
    Long balance(long memberId, AssetCode asset);

    /** The names of the laws that all that was decided so far would break. */
    default List<String> brokenLaws() {
        return List.of();
    }

    /** @throws LawsBroken instead of letting anything be written that breaks a law */
    default void refuseBrokenLaws() {
        LawsBroken.refuseAny(brokenLaws());
    }

    /** Writes what the kind keeps beside the plan's row. */
    Mono<Void> save();
}

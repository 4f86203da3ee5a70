package io.wellspring.plan;

import io.wellspring.value.Move;
import java.util.List;
import reactor.core.publisher.Mono;

/** One batch of commands running over a plan's state in memory; nothing is written before {@link #save}. */
interface Run {

    /** Goes on with what an earlier command set off and left unfinished. */
    void resume();

    /** Decides one command. Not to be called while paused. */
    Decision decide(Command command, long position);

    /** Whether something is to be finished in a transaction of its own before the next command. */
    boolean isPaused();

    String state();

    List<Move> moves();

    /** Writes what the kind keeps beside the plan's row. */
    Mono<Void> save();
}

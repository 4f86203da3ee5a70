package io.wellspring.live;

import java.util.Map;
import java.util.NavigableSet;
import reactor.core.publisher.Mono;

/** A place outside PostgreSQL that shows plans, and must follow what PostgreSQL says. */
interface Replica {

    String name();

    /**
     * What it shows now, of the plans that it keeps.
     *
     * @param plans there were a moment ago, for a copy that keeps all of them
     */
    Mono<Map<Long, Stamp>> stamps(NavigableSet<Long> plans);

    /**
     * Shows an event that was read from PostgreSQL after the copy was seen to show something. It is shown when it is
     * newer; and when the copy still shows what was seen then, even if that is newer: PostgreSQL no longer has it.
     */
    Mono<Void> correct(PlanEvent read, Stamp seen);
}

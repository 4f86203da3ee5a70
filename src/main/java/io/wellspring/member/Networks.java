package io.wellspring.member;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * How many are below each member. Who joins is counted a moment later, many at once and by one node at a time, so that
 * nobody who joins waits for those above a busy branch, and a look reads one row.
 */
@Component
public class Networks {

    private static final int BATCH = 2_000;
    private static final NetworkSize FIRST = new NetworkSize(1, 0, 0);
    private static final NetworkSize SECOND = new NetworkSize(0, 1, 0);

    private final DatabaseClient database;
    private final Members members;
    private final TransactionalOperator tx;

    Networks(DatabaseClient database, Members members, TransactionalOperator tx) {
        this.database = database;
        this.members = members;
        this.tx = tx;
    }

    /** How many are below a member, as far as they are counted. */
    public Mono<NetworkSize> of(long memberId) {
        return database.sql("SELECT first, second, total FROM member_network WHERE member_id = :member")
                .bind("member", memberId)
                .map(row -> new NetworkSize(
                        row.get("first", Long.class), row.get("second", Long.class), row.get("total", Long.class)))
                .one()
                .defaultIfEmpty(NetworkSize.NOBODY);
    }

    /** Counts those who wait, batch by batch, as long as there are whole ones. */
    Mono<Void> count() {
        return Mono.defer(this::countSome)
                .repeat()
                .takeWhile(counted -> counted == BATCH)
                .then();
    }

    private Mono<Integer> countSome() {
        return alone().filter(isAlone -> isAlone)
                .flatMap(isAlone -> takeNext())
                .flatMap(joined -> joined.isEmpty()
                        ? Mono.just(0)
                        : members.above(joined)
                                .flatMap(above -> add(growth(joined, above)))
                                .thenReturn(joined.size()))
                .defaultIfEmpty(0)
                .as(tx::transactional);
    }

    private Mono<Boolean> alone() {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtext('member_uncounted'))")
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<List<Long>> takeNext() {
        return database.sql("""
                        DELETE FROM member_uncounted
                         WHERE member_id IN (SELECT member_id FROM member_uncounted ORDER BY member_id LIMIT :limit)
                        RETURNING member_id
                        """).bind("limit", BATCH).mapValue(Long.class).all().collectList();
    }

    /** From the last to the first: a referrer is the older member, so each hands up all that came from below. */
    static Map<Long, NetworkSize> growth(Collection<Long> joined, Map<Long, Long> referrers) {
        TreeMap<Long, Long> total = new TreeMap<>();
        Map<Long, NetworkSize> growth = new TreeMap<>();
        for (long member : joined) {
            long referrer = referrers.get(member);
            growth.merge(referrer, FIRST, NetworkSize::plus);
            Long second = referrers.get(referrer);
            if (second != null) {
                growth.merge(second, SECOND, NetworkSize::plus);
            }
            total.merge(referrer, 1L, Long::sum);
        }
        while (!total.isEmpty()) {
            Map.Entry<Long, Long> last = total.pollLastEntry();
            growth.merge(last.getKey(), new NetworkSize(0, 0, last.getValue()), NetworkSize::plus);
            Long above = referrers.get(last.getKey());
            if (above != null) {
                total.merge(above, last.getValue(), Long::sum);
            }
        }
        return growth;
    }

    private Mono<Void> add(Map<Long, NetworkSize> growth) {
        return database.sql("""
                        INSERT INTO member_network AS network (member_id, first, second, total)
                        SELECT * FROM unnest(:members::bigint[], :first::bigint[], :second::bigint[], :total::bigint[])
                        ON CONFLICT (member_id) DO UPDATE
                           SET first = network.first + excluded.first, second = network.second + excluded.second,
                               total = network.total + excluded.total
                        """)
                .bind("members", growth.keySet().toArray(Long[]::new))
                .bind("first", growth.values().stream().map(NetworkSize::first).toArray(Long[]::new))
                .bind(
                        "second",
                        growth.values().stream().map(NetworkSize::second).toArray(Long[]::new))
                .bind("total", growth.values().stream().map(NetworkSize::total).toArray(Long[]::new))
                .then();
    }
}

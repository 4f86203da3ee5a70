package io.wellspring.plan.release;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is in RELEASE plans, each with the referrer, kept by the plan writer as orders bring them in. */
@Component
class ReleaseTree {

    private final DatabaseClient database;
    private final String table;

    @Autowired
    ReleaseTree(DatabaseClient database) {
        this(database, "release_member");
    }

    /** @param table of the same form; a constant, never input */
    ReleaseTree(DatabaseClient database, String table) {
        this.database = database;
        this.table = table;
    }

    /** Those of the given members who are in the plan, and everybody above them, each with the referrer. */
    Mono<Map<Long, Long>> above(long planId, Collection<Long> members) {
        return database.sql("""
                        WITH RECURSIVE above AS (
                            SELECT member_id, referrer_id FROM %1$s
                             WHERE plan_id = :plan AND member_id = ANY(:members::bigint[])
                             UNION
                            SELECT referrer.member_id, referrer.referrer_id
                              FROM above JOIN %1$s AS referrer
                                ON referrer.plan_id = :plan AND referrer.member_id = above.referrer_id)
                        SELECT array_agg(member_id) AS members, array_agg(referrer_id) AS referrers FROM above
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", members.toArray(Long[]::new))
                .map(row -> together(row.get("members", Long[].class), row.get("referrers", Long[].class)))
                .one();
    }

    Mono<Void> add(long planId, Map<Long, Long> referrers) {
        if (referrers.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO %s (plan_id, member_id, referrer_id)
                        SELECT :plan, member_id, referrer_id
                          FROM unnest(:members::bigint[], :referrers::bigint[]) AS member (member_id, referrer_id)
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", referrers.keySet().toArray(Long[]::new))
                .bind("referrers", referrers.values().toArray(Long[]::new))
                .then();
    }

    private static Map<Long, Long> together(Long[] members, Long[] referrers) {
        Map<Long, Long> together = new HashMap<>();
        for (int n = 0; members != null && n < members.length; n++) {
            together.put(members[n], referrers[n]);
        }
        return together;
    }
}

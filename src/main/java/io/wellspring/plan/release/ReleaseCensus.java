package io.wellspring.plan.release;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.release.rules.Census;
import io.wellspring.plan.release.rules.DayReleases;
import io.wellspring.plan.release.rules.ReleaseParameters;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Counts everybody in a RELEASE plan as a day ends, page by page, and works the day out over all of them. */
@Component
class ReleaseCensus {

    private static final int MEMBERS = 50_000;

    private final DatabaseClient database;
    private final String suffix;

    @Autowired
    ReleaseCensus(DatabaseClient database) {
        this(database, "");
    }

    /** @param suffix of the names of tables of the same form; a constant, never input */
    ReleaseCensus(DatabaseClient database, String suffix) {
        this.database = database;
        this.suffix = suffix;
    }

    /** The walk over a million members takes long enough to keep others waiting, so it has a thread of its own. */
    Mono<DayReleases> workOut(long planId, ReleaseParameters parameters) {
        return count(planId, parameters)
                .publishOn(Schedulers.boundedElastic())
                .map(census -> DayReleases.of(parameters, census));
    }

    private Mono<Census> count(long planId, ReleaseParameters parameters) {
        return Mono.defer(() -> {
            Census census = new Census();
            return page(planId, 0)
                    .expand(page -> page.isEmpty() ? Mono.empty() : page(planId, page.last()))
                    .doOnNext(page -> page.addTo(census, parameters))
                    .then(Mono.just(census));
        });
    }

    private Mono<Page> page(long planId, long after) {
        return database.sql("""
                        WITH page AS MATERIALIZED (
                            SELECT member_id, referrer_id FROM release_member%1$s
                             WHERE plan_id = :plan AND member_id > :after
                             ORDER BY member_id
                             LIMIT :limit),
                        lot AS MATERIALIZED (
                            SELECT member_id, sum(least(daily, remaining))::bigint AS due,
                                   sum(remaining)::bigint AS remaining
                              FROM release_lot%1$s
                             WHERE plan_id = :plan AND member_id > :after
                               AND member_id <= (SELECT max(member_id) FROM page) AND remaining > 0
                             GROUP BY member_id),
                        volume AS MATERIALIZED (
                            SELECT member_id, cash
                              FROM release_volume%1$s
                             WHERE plan_id = :plan AND member_id > :after
                               AND member_id <= (SELECT max(member_id) FROM page) AND reach = 'NETWORK')
                        SELECT array_agg(member_id ORDER BY member_id) AS members,
                               array_agg(referrer_id ORDER BY member_id) AS referrers,
                               array_agg(coalesce(cash, 0) ORDER BY member_id) AS volumes,
                               array_agg(coalesce(due, 0) ORDER BY member_id) AS due,
                               array_agg(coalesce(remaining, 0) ORDER BY member_id) AS remaining
                          FROM page LEFT JOIN lot USING (member_id) LEFT JOIN volume USING (member_id)
                        """.formatted(suffix))
                .bind("plan", planId)
                .bind("after", after)
                .bind("limit", MEMBERS)
                .map(ReleaseCensus::page)
                .one();
    }

    private static Page page(Readable row) {
        Long[] members = row.get("members", Long[].class);
        return members == null
                ? Page.EMPTY
                : new Page(
                        members,
                        row.get("referrers", Long[].class),
                        row.get("volumes", Long[].class),
                        row.get("due", Long[].class),
                        row.get("remaining", Long[].class));
    }

    /** One row with all of them: a row for each would cost several times more. */
    private record Page(Long[] members, Long[] referrers, Long[] volumes, Long[] due, Long[] remaining) {

        private static final Page EMPTY = new Page(new Long[0], new Long[0], new Long[0], new Long[0], new Long[0]);

        boolean isEmpty() {
            return members.length == 0;
        }

        long last() {
            return members[members.length - 1];
        }

        void addTo(Census census, ReleaseParameters parameters) {
            for (int n = 0; n < members.length; n++) {
                census.add(members[n], referrers[n], parameters.starOf(volumes[n]), due[n], remaining[n]);
            }
        }
    }
}

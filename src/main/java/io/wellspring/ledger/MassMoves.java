package io.wellspring.ledger;

import io.wellspring.value.AssetCode;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Posts what a query says, all in one statement: balances first, then lines that tell the balance after them. */
@Component
class MassMoves {

    /** Like all who lock balances, it takes those that plans share last, in the order of members. */
    private static final String POST = """
            WITH move AS MATERIALIZED (%s),
            total AS (
                SELECT member_id, asset, asset = ANY(:postingGlobal::text[]) AS shared, sum(amount)::bigint AS amount
                  FROM move GROUP BY member_id, asset),
            changed AS (
                INSERT INTO ledger_member_balance AS balance (member_id, asset, plan_id, amount)
                SELECT member_id, asset, CASE WHEN shared THEN 0 ELSE :postingBook END, amount
                  FROM total ORDER BY shared, member_id, asset
                ON CONFLICT (member_id, asset, plan_id) DO UPDATE SET amount = balance.amount + excluded.amount
                RETURNING member_id, asset, plan_id, amount),
            line AS (
                INSERT INTO ledger_member_line (member_id, posting_id, asset, plan_id, amount, balance, kind,
                                                cause_plan_id, business_day)
                SELECT member_id, :postingId, asset, changed.plan_id, move.amount,
                       (changed.amount - coalesce(sum(move.amount) OVER later, 0))::bigint, kind,
                       :postingBook, :postingDay
                  FROM move JOIN changed USING (member_id, asset)
                WINDOW later AS (PARTITION BY member_id, asset ORDER BY ordinal
                                 ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
                 ORDER BY member_id, ordinal
                RETURNING asset, amount)
            SELECT asset, sum(amount)::bigint AS amount FROM line GROUP BY asset
            """;

    private final DatabaseClient database;

    MassMoves(DatabaseClient database) {
        this.database = database;
    }

    /** What moved to the members in all, by asset. */
    Mono<Map<AssetCode, Long>> post(long postingId, MassPosting posting) {
        GenericExecuteSpec statement =
                database.sql(POST.formatted(posting.ofHolders().sql()));
        for (Map.Entry<String, Object> parameter :
                posting.ofHolders().parameters().entrySet()) {
            statement = statement.bind(parameter.getKey(), parameter.getValue());
        }
        return statement
                .bind("postingGlobal", AssetCode.globalNames())
                .bind("postingId", postingId)
                .bind("postingBook", posting.book().id())
                .bind("postingDay", posting.businessDay())
                .map(row -> Map.entry(AssetCode.valueOf(row.get("asset", String.class)), row.get("amount", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}

package io.wellspring.plan.testing;

import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.redemption;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.testing.TestDatabase;

/** The ways in which a command can fail: in the rules, in the database, or only when the database commits. */
public enum Poison {
    UNREADABLE,
    BEYOND_A_LONG,
    AGAINST_THE_RULES,
    AGAINST_A_CHECK,
    BELOW_ZERO,
    OVERFLOWING,
    AT_COMMIT;

    private static final long CHECKED = 90_001;
    private static final long EMPTIED = 90_002;
    private static final long FULL = 90_003;
    private static final long CHECKED_LATE = 90_004;

    /** Makes the database refuse lines of some members, one kind of them only when it commits. */
    public static void prepare(TestDatabase database) {
        database.jdbc().sql("""
                        ALTER TABLE ledger_member_line ADD CONSTRAINT poison_at_once CHECK (member_id <> %d);
                        CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE check_violation USING MESSAGE = 'not this one'; END $$;
                        CREATE CONSTRAINT TRIGGER poison_at_commit AFTER INSERT ON ledger_member_line
                            DEFERRABLE INITIALLY DEFERRED
                            FOR EACH ROW WHEN (NEW.member_id = %d) EXECUTE FUNCTION poison()
                        """.formatted(CHECKED, CHECKED_LATE)).update();
    }

    /** Lets two members buy, and then makes their balances such that one can give nothing and the other take nothing. */
    public static void prepare(TestDatabase database, PlanNode node, long plan) {
        node.append(order(plan, "emptied", EMPTIED, 10_000), order(plan, "full", FULL, 10_000));
        node.drain(plan, 10);
        setBalance(database, plan, EMPTIED, "EQUITY", 0);
        setBalance(database, plan, FULL, "QUOTA", Long.MAX_VALUE);
    }

    public NewCommand in(long plan, String key) {
        return switch (this) {
            case UNREADABLE -> PlanNode.poison(plan, key, 1);
            case BEYOND_A_LONG -> command(plan, key, CommandKind.REDEMPTION, 1L, "{\"units\":" + Long.MAX_VALUE + "0}");
            case AGAINST_THE_RULES -> order(plan, key, 1, -1);
            case AGAINST_A_CHECK -> order(plan, key, CHECKED, 10_000);
            case BELOW_ZERO -> redemption(plan, key, EMPTIED, 1_000_000);
            case OVERFLOWING -> order(plan, key, FULL, 10_000);
            case AT_COMMIT -> order(plan, key, CHECKED_LATE, 10_000);
        };
    }

    private static void setBalance(TestDatabase database, long plan, long member, String asset, long amount) {
        database.jdbc()
                .sql("UPDATE ledger_member_balance SET amount = ? WHERE plan_id = ? AND member_id = ? AND asset = ?")
                .params(amount, plan, member, asset)
                .update();
    }
}

-- What stands against members in a posting is a book: a plan's, under the number of the plan, or that of the house, 0.
CREATE TABLE ledger_book (
    id        bigint PRIMARY KEY,
    kind      text        NOT NULL CHECK (kind IN ('PLAN', 'HOUSE')),
    opened_at timestamptz NOT NULL DEFAULT wellspring_now(),
    CONSTRAINT ledger_book_of_the_house CHECK ((kind = 'HOUSE') = (id = 0))
);

CREATE TRIGGER ledger_book_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_book
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- A plan that a node of the version before opens while this one is rolled out has no book. So nothing refers to this table
-- yet: the next version adds the books that are missing and then the foreign key.
INSERT INTO ledger_book (id, kind) VALUES (0, 'HOUSE');
INSERT INTO ledger_book (id, kind, opened_at) SELECT id, 'PLAN', created_at FROM plan;

-- Nodes of the version before write these columns, so they keep their names.
COMMENT ON COLUMN ledger_posting.plan_id IS 'The book: a plan, or 0 for the house.';
COMMENT ON COLUMN ledger_plan_balance.plan_id IS 'The book.';
COMMENT ON COLUMN ledger_plan_line.plan_id IS 'The book.';
COMMENT ON COLUMN ledger_member_line.cause_plan_id IS 'The book.';
COMMENT ON COLUMN ledger_member_line.member_id IS 'The holder: a member.';
COMMENT ON COLUMN ledger_member_balance.member_id IS 'The holder: a member.';

-- The rule of each account stands in its row, so that a check of it reads nothing else. Rows that a node of the version
-- before makes are FREE until the first posting of this one, which writes the rule that the chart of the book has.
ALTER TABLE ledger_plan_balance
    ADD COLUMN sign text NOT NULL DEFAULT 'FREE' CHECK (sign IN ('NEVER_NEGATIVE', 'NEVER_POSITIVE', 'FREE'));

UPDATE ledger_plan_balance
   SET sign = CASE WHEN account IN ('POOL', 'WEIGHTED_POOL', 'LEVEL_POOL', 'PLATFORM') THEN 'NEVER_NEGATIVE'
                   WHEN account = 'SALES' THEN 'NEVER_POSITIVE'
                   WHEN account = 'ISSUED' AND asset <> 'POINT' THEN 'NEVER_POSITIVE'
                   ELSE 'FREE' END;

-- A trigger and not a check, as for members: a check would also look at the bare change that an upsert proposes.
CREATE FUNCTION ledger_refuse_sign() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING
        MESSAGE = 'account ' || NEW.account || ' of book ' || NEW.plan_id || ' is ' || NEW.sign
                  || ' and would have ' || NEW.amount || ' ' || NEW.asset,
        CONSTRAINT = 'ledger_plan_balance_keeps_its_sign';
END
$$;

-- Suits the version before: its rules never ask for a balance that this refuses, and if a fault did, it is to be refused.
CREATE TRIGGER ledger_plan_balance_keeps_its_sign
    AFTER INSERT OR UPDATE ON ledger_plan_balance
    FOR EACH ROW WHEN (NEW.sign = 'NEVER_NEGATIVE' AND NEW.amount < 0 OR NEW.sign = 'NEVER_POSITIVE' AND NEW.amount > 0)
    EXECUTE FUNCTION ledger_refuse_sign();

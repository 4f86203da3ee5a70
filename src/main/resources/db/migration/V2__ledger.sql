-- A posting is a balanced set of lines: per asset they sum to zero. Nothing here is ever edited but the balances,
-- and those only together with lines.
CREATE SEQUENCE ledger_posting_id;
CREATE SEQUENCE ledger_line_id;

CREATE TABLE ledger_posting (
    id             bigint PRIMARY KEY,
    plan_id        bigint      NOT NULL,
    business_day   date        NOT NULL,
    first_position bigint,
    last_position  bigint,
    cause          text UNIQUE,
    corrects       bigint REFERENCES ledger_posting,
    posted_at      timestamptz NOT NULL DEFAULT wellspring_now(),
    CONSTRAINT ledger_posting_has_one_cause CHECK ((cause IS NULL) = (last_position IS NOT NULL)),
    CONSTRAINT ledger_posting_positions CHECK (first_position <= last_position)
);

-- Members' tables lead with the member's id, so that they can be distributed by it.
CREATE TABLE ledger_member_balance (
    member_id bigint NOT NULL,
    asset     text   NOT NULL,
    plan_id   bigint NOT NULL,
    amount    bigint NOT NULL,
    PRIMARY KEY (member_id, asset, plan_id)
) WITH (fillfactor = 80);

-- No balance of a member is ever negative. A trigger and not a check, because a check would also look at the bare
-- change that an upsert proposes, before it is added to what is there.
CREATE FUNCTION ledger_refuse_negative() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE check_violation USING
        MESSAGE = 'a balance of member ' || NEW.member_id || ' in ' || NEW.asset || ' would be negative',
        CONSTRAINT = 'ledger_member_balance_not_negative';
END
$$;

CREATE TRIGGER ledger_member_balance_not_negative
    AFTER INSERT OR UPDATE ON ledger_member_balance
    FOR EACH ROW WHEN (NEW.amount < 0) EXECUTE FUNCTION ledger_refuse_negative();

CREATE TABLE ledger_member_line (
    member_id     bigint NOT NULL,
    id            bigint NOT NULL,
    posting_id    bigint NOT NULL,
    asset         text   NOT NULL,
    plan_id       bigint NOT NULL,
    amount        bigint NOT NULL,
    balance       bigint NOT NULL,
    kind          text   NOT NULL,
    cause_plan_id bigint NOT NULL,
    position      bigint,
    business_day  date   NOT NULL,
    PRIMARY KEY (member_id, id),
    CONSTRAINT ledger_member_line_moves CHECK (amount <> 0),
    CONSTRAINT ledger_member_line_not_negative CHECK (balance >= 0)
);

-- The plan's own accounts may be negative: what came in from sales, what was issued.
CREATE TABLE ledger_plan_balance (
    plan_id bigint NOT NULL,
    account text   NOT NULL,
    asset   text   NOT NULL,
    amount  bigint NOT NULL,
    PRIMARY KEY (plan_id, account, asset)
) WITH (fillfactor = 50);

CREATE TABLE ledger_plan_line (
    plan_id      bigint NOT NULL,
    id           bigint NOT NULL,
    posting_id   bigint NOT NULL,
    account      text   NOT NULL,
    asset        text   NOT NULL,
    amount       bigint NOT NULL,
    balance      bigint NOT NULL,
    kind         text   NOT NULL,
    business_day date   NOT NULL,
    PRIMARY KEY (plan_id, id, business_day)
) PARTITION BY RANGE (business_day);

-- Months are made ahead of time; a line outside all of them is kept rather than lost.
CREATE TABLE ledger_plan_line_other PARTITION OF ledger_plan_line DEFAULT;

CREATE FUNCTION ledger_make_month(day date) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', day)::date;
    next  date := (first + interval '1 month')::date;
    name  text := 'ledger_plan_line_' || to_char(first, 'YYYY_MM');
BEGIN
    -- Lines that came before their month was made stay where they are: moving them would lock the ledger.
    IF to_regclass(name) IS NULL
       AND NOT EXISTS (SELECT FROM ledger_plan_line_other WHERE business_day >= first AND business_day < next) THEN
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF ledger_plan_line FOR VALUES FROM (%L) TO (%L)',
                       name, first, next);
    END IF;
END
$$;

DO $$
BEGIN
    PERFORM ledger_make_month((wellspring_now() + make_interval(months => ahead))::date)
       FROM generate_series(0, 2) AS ahead;
END
$$;

-- What is written stays as it is; a correction is a new posting.
CREATE FUNCTION refuse_edit() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE restrict_violation USING MESSAGE = TG_TABLE_NAME || ' is only ever added to';
END
$$;

CREATE TRIGGER ledger_posting_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER ledger_member_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_member_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER ledger_plan_line_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_plan_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

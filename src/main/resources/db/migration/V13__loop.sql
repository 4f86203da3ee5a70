-- What members have in LOOP plans, as the rules need it; the ledger has the same balances.
CREATE TABLE loop_member (
    plan_id   bigint NOT NULL,
    member_id bigint NOT NULL,
    quota     bigint NOT NULL CHECK (quota >= 0),
    shares    bigint NOT NULL CHECK (shares >= 0),
    PRIMARY KEY (plan_id, member_id)
) WITH (fillfactor = 70);

-- A day that is settled, or being settled: what was shared, by how many, and how far it has come.
CREATE TABLE loop_settlement (
    plan_id        bigint      NOT NULL REFERENCES plan,
    day            date        NOT NULL,
    version_number int         NOT NULL,
    stage          text        NOT NULL CHECK (stage IN ('COMPUTING', 'PROVING', 'POSTING', 'PUBLISHED')),
    last_member    bigint      NOT NULL DEFAULT 0,
    sales          bigint      NOT NULL,
    carried_in     bigint      NOT NULL,
    participants   bigint      NOT NULL,
    weight         bigint      NOT NULL,
    receivers      bigint      NOT NULL DEFAULT 0,
    posted         bigint      NOT NULL DEFAULT 0,
    begun_at       timestamptz NOT NULL DEFAULT wellspring_now(),
    published_at   timestamptz,
    PRIMARY KEY (plan_id, day),
    CONSTRAINT loop_settlement_published CHECK ((stage = 'PUBLISHED') = (published_at IS NOT NULL))
);

COMMENT ON COLUMN loop_settlement.last_member IS 'Up to whom the present stage has come.';

CREATE INDEX loop_settlement_published ON loop_settlement (day, plan_id) WHERE stage = 'PUBLISHED';

-- The pools of such a day: 0 is the weighted one, then come the levels. What enters one is paid, carried or returned.
CREATE TABLE loop_pool (
    plan_id  bigint NOT NULL,
    day      date   NOT NULL,
    number   int    NOT NULL,
    members  bigint NOT NULL,
    shares   bigint NOT NULL,
    amount   bigint NOT NULL,
    paid     bigint NOT NULL DEFAULT 0,
    carried  bigint NOT NULL,
    returned bigint NOT NULL,
    PRIMARY KEY (plan_id, day, number),
    FOREIGN KEY (plan_id, day) REFERENCES loop_settlement,
    CONSTRAINT loop_pool_is_conserved CHECK (amount = paid + carried + returned),
    CONSTRAINT loop_pool_is_covered CHECK (amount >= 0 AND paid >= 0 AND carried >= 0 AND returned >= 0)
);

-- What each receiver gets, with what it was worked out from. The day's order, so that a day is posted and kept as one.
CREATE TABLE loop_dividend (
    plan_id   bigint NOT NULL,
    day       date   NOT NULL,
    member_id bigint NOT NULL,
    quota     bigint NOT NULL,
    shares    bigint NOT NULL,
    weighted  bigint NOT NULL,
    level     bigint NOT NULL,
    PRIMARY KEY (plan_id, day, member_id),
    CONSTRAINT loop_dividend_within_quota CHECK (weighted >= 0 AND level >= 0 AND weighted + level BETWEEN 1 AND quota)
);

COMMENT ON COLUMN loop_dividend.quota IS 'Before the payment.';

-- A plan that a command, or the close of a day, left something to finish is found although nothing of it waits.
ALTER TABLE plan DROP COLUMN paused;
ALTER TABLE plan ADD COLUMN paused boolean
    GENERATED ALWAYS AS (state ->> 'unwinding' IS NOT NULL OR state ->> 'settling' = 'true') STORED;

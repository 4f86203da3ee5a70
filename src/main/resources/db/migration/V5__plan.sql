CREATE TABLE plan (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind          text        NOT NULL,
    name          text        NOT NULL,
    zone          text        NOT NULL,
    open_day      date        NOT NULL,
    last_position bigint      NOT NULL DEFAULT 0,
    version       bigint      NOT NULL DEFAULT 0,
    state         jsonb       NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT wellspring_now()
) WITH (fillfactor = 50);

COMMENT ON COLUMN plan.version IS 'Grows with every change of the plan; live views compare it.';

-- A version is never edited. It names the revision of the rules, and serves from a business day on.
CREATE TABLE plan_version (
    plan_id       bigint      NOT NULL REFERENCES plan,
    number        int         NOT NULL,
    rule_revision int         NOT NULL,
    parameters    jsonb       NOT NULL,
    effective_day date        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT wellspring_now(),
    PRIMARY KEY (plan_id, number)
);

-- The log. Appenders insert; only the plan writer fills in position and all that follows it.
-- No foreign key to plan: with one, every appender would share-lock the plan's row and keep the writer out.
CREATE TABLE plan_log (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id      bigint      NOT NULL,
    source       text        NOT NULL,
    key          text        NOT NULL,
    kind         text        NOT NULL,
    member_id    bigint,
    body         jsonb       NOT NULL,
    fingerprint  bytea       NOT NULL,
    appended_at  timestamptz NOT NULL DEFAULT wellspring_now(),
    position     bigint,
    business_day date,
    status       text,
    facts        jsonb,
    outcome      jsonb,
    applied_at   timestamptz,
    CONSTRAINT plan_log_applied_whole CHECK ((position IS NULL) = (status IS NULL))
) WITH (fillfactor = 70);

-- Source and key lead, so that one look finds every plan that an order feeds.
CREATE UNIQUE INDEX plan_log_key ON plan_log (source, key, plan_id);
CREATE UNIQUE INDEX plan_log_position ON plan_log (plan_id, position) WHERE position IS NOT NULL;
CREATE INDEX plan_log_pending ON plan_log (plan_id, id) WHERE position IS NULL;

-- What each closed day left behind.
CREATE TABLE plan_day (
    plan_id        bigint      NOT NULL REFERENCES plan,
    day            date        NOT NULL,
    version_number int         NOT NULL,
    last_position  bigint      NOT NULL,
    state          jsonb       NOT NULL,
    closed_at      timestamptz NOT NULL DEFAULT wellspring_now(),
    PRIMARY KEY (plan_id, day)
);

-- What a member holds in an EQUITY plan, as the plan code needs it: in the order of forced exit.
-- Two different fractions of amounts differ by more than 10^-38, so 40 digits keep their order exactly.
CREATE TABLE equity_holder (
    plan_id    bigint NOT NULL,
    member_id  bigint NOT NULL,
    units      bigint NOT NULL CHECK (units >= 0),
    quota      bigint NOT NULL CHECK (quota >= 0),
    exit_price numeric GENERATED ALWAYS AS (quota::numeric(60, 40) / nullif(units, 0)) STORED,
    PRIMARY KEY (plan_id, member_id)
) WITH (fillfactor = 70);

CREATE INDEX equity_holder_exit ON equity_holder (plan_id, exit_price, member_id) WHERE units > 0;

CREATE TRIGGER plan_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- Under which key of whom a plan was opened: written with the plan, never changed. Only requests that bring a key have a row.
CREATE TABLE plan_opening (
    source      text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    fingerprint bytea       NOT NULL,
    plan_id     bigint      NOT NULL REFERENCES plan,
    open_day    date        NOT NULL,
    opened_at   timestamptz NOT NULL DEFAULT wellspring_now(),
    PRIMARY KEY (source, key)
);

CREATE TRIGGER plan_opening_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_opening
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

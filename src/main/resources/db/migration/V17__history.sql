-- What each plan showed, for charts: its figures at the end of each minute, hour and business day in which it changed,
-- and the cash that its orders brought meanwhile. It repeats what the log tells, in the form that charts ask for.
CREATE TABLE plan_history (
    plan_id    bigint      NOT NULL REFERENCES plan (id),
    resolution text        NOT NULL CHECK (resolution IN ('MINUTE', 'HOUR', 'DAY')),
    at         timestamptz NOT NULL,
    figures    json        NOT NULL,
    sales      bigint      NOT NULL CHECK (sales >= 0),
    PRIMARY KEY (plan_id, resolution, at)
) WITH (fillfactor = 70);

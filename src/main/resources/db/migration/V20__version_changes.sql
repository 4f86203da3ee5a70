-- The command that made a version, and the version that it changed. Neither where all parameters were given at once, as
-- in a plan's first version, nor in versions older than this.
ALTER TABLE plan_version ADD COLUMN position bigint;
ALTER TABLE plan_version ADD COLUMN based_on int;

-- Versions that were taken back before their day. A version itself is never edited.
CREATE TABLE plan_version_withdrawal (
    plan_id      bigint      NOT NULL,
    number       int         NOT NULL,
    position     bigint      NOT NULL,
    reason       text        NOT NULL,
    withdrawn_at timestamptz NOT NULL DEFAULT wellspring_now(),
    PRIMARY KEY (plan_id, number),
    FOREIGN KEY (plan_id, number) REFERENCES plan_version
);

CREATE TRIGGER plan_version_withdrawal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_version_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

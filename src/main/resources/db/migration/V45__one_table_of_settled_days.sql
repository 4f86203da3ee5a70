-- What every kind of plan keeps of a day that is settled, or being settled. A kind whose days have totals keeps them in a
-- table of its own that inherits this one: its row is then both, whichever of the two names it is read or changed by. So
-- nothing is copied, and nodes of the version before go on with the tables that they know.
CREATE TABLE plan_settlement (
    plan_id        bigint      NOT NULL REFERENCES plan,
    day            date        NOT NULL,
    version_number int         NOT NULL,
    stage          text        NOT NULL DEFAULT 'COMPUTING',
    last_member    bigint      NOT NULL DEFAULT 0,
    receivers      bigint      NOT NULL DEFAULT 0,
    posted         bigint      NOT NULL DEFAULT 0,
    begun_at       timestamptz NOT NULL DEFAULT wellspring_now(),
    published_at   timestamptz,
    PRIMARY KEY (plan_id, day),
    CONSTRAINT plan_settlement_stage
        CHECK (stage IN ('COMPUTING', 'PROVING', 'POSTING', 'PUBLISHED')) NO INHERIT,
    CONSTRAINT plan_settlement_published CHECK ((stage = 'PUBLISHED') = (published_at IS NOT NULL)) NO INHERIT
);

COMMENT ON COLUMN plan_settlement.version_number IS 'Of the plan''s parameters.';
COMMENT ON COLUMN plan_settlement.last_member IS 'Up to whom the present stage has come.';
COMMENT ON COLUMN plan_settlement.receivers IS 'Members who receive something, as far as they are worked out.';
COMMENT ON COLUMN plan_settlement.posted IS 'Of them, those who are paid.';
COMMENT ON COLUMN plan_settlement.begun_at IS 'Tells this settlement from one that was begun before it and given up.';

-- Keys and triggers are not inherited: each table has its own.
CREATE TRIGGER plan_settlement_is_final BEFORE UPDATE OR DELETE ON plan_settlement
    FOR EACH ROW WHEN (OLD.stage = 'PUBLISHED') EXECUTE FUNCTION refuse_edit_of_published_day();

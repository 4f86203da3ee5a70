-- Who is in RELEASE plans: whoever bought, and everybody above, with the referrer, 0 for none. The tree is the members'.
CREATE TABLE release_member (
    plan_id     bigint NOT NULL,
    member_id   bigint NOT NULL,
    referrer_id bigint NOT NULL CHECK (referrer_id >= 0 AND referrer_id < member_id),
    PRIMARY KEY (plan_id, member_id)
);

CREATE INDEX release_member_referrer ON release_member (plan_id, referrer_id);

-- What the orders below a member brought, and what of it on the newest day that brought something.
CREATE TABLE release_volume (
    plan_id    bigint NOT NULL,
    member_id  bigint NOT NULL,
    reach      text   COLLATE "C" NOT NULL CHECK (reach IN ('FIRST', 'SECOND', 'NETWORK')),
    cash       bigint NOT NULL CHECK (cash >= 0),
    points     bigint NOT NULL CHECK (points >= 0),
    day        date   NOT NULL,
    day_cash   bigint NOT NULL,
    day_points bigint NOT NULL,
    PRIMARY KEY (plan_id, member_id, reach)
) WITH (fillfactor = 70);

-- What orders granted, and what of it is not released yet.
CREATE TABLE release_lot (
    plan_id   bigint NOT NULL,
    member_id bigint NOT NULL,
    position  bigint NOT NULL,
    granted   bigint NOT NULL,
    remaining bigint NOT NULL,
    daily     bigint NOT NULL CHECK (daily >= 0),
    PRIMARY KEY (plan_id, member_id, position),
    CONSTRAINT release_lot_is_covered CHECK (remaining BETWEEN 0 AND granted)
) WITH (fillfactor = 70);

-- A day that is settled, or being settled: what is released in all, and how far it has come.
CREATE TABLE release_settlement (
    plan_id        bigint      NOT NULL REFERENCES plan,
    day            date        NOT NULL,
    version_number int         NOT NULL,
    stage          text        NOT NULL CHECK (stage IN ('COMPUTING', 'PROVING', 'POSTING', 'PUBLISHED')),
    last_member    bigint      NOT NULL DEFAULT 0,
    receivers      bigint      NOT NULL DEFAULT 0,
    due            bigint      NOT NULL DEFAULT 0,
    referral       bigint      NOT NULL DEFAULT 0,
    team           bigint      NOT NULL DEFAULT 0,
    peer           bigint      NOT NULL DEFAULT 0,
    posted         bigint      NOT NULL DEFAULT 0,
    begun_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_at   timestamptz,
    PRIMARY KEY (plan_id, day),
    CONSTRAINT release_settlement_is_told CHECK ((stage = 'PUBLISHED') = (published_at IS NOT NULL))
);

COMMENT ON COLUMN release_settlement.last_member IS 'Up to whom the present stage has come.';

-- What each receiver is released on a day, with what it was worked out from.
CREATE TABLE release_payment (
    plan_id           bigint   NOT NULL,
    day               date     NOT NULL,
    member_id         bigint   NOT NULL,
    remaining         bigint   NOT NULL,
    due               bigint   NOT NULL,
    referral          bigint   NOT NULL,
    team              bigint   NOT NULL,
    peer              bigint   NOT NULL,
    released_referral bigint   NOT NULL,
    released_team     bigint   NOT NULL,
    released_peer     bigint   NOT NULL,
    generations       bigint[] NOT NULL,
    star              bigint   NOT NULL,
    met               bigint[] NOT NULL,
    PRIMARY KEY (plan_id, day, member_id),
    CONSTRAINT release_payment_is_covered CHECK (
        due >= 0 AND released_referral BETWEEN 0 AND referral AND released_team BETWEEN 0 AND team
        AND released_peer BETWEEN 0 AND peer
        AND due + released_referral + released_team + released_peer BETWEEN 1 AND remaining)
);

COMMENT ON COLUMN release_payment.remaining IS 'Before the release.';
COMMENT ON COLUMN release_payment.met IS 'What came up from below: that had met no star, then each lower one, then what peers share in.';

CREATE TRIGGER release_settlement_is_final BEFORE UPDATE OR DELETE ON release_settlement
    FOR EACH ROW WHEN (OLD.stage = 'PUBLISHED') EXECUTE FUNCTION refuse_edit_of_published_day();

CREATE FUNCTION refuse_edit_of_posted_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT plan_id, day FROM edited) AS edited
                 JOIN release_settlement USING (plan_id, day)
                WHERE stage IN ('POSTING', 'PUBLISHED')) THEN
        RAISE EXCEPTION 'releases of a day that is proved are not to be edited';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER release_payment_is_not_deleted AFTER DELETE ON release_payment
    REFERENCING OLD TABLE AS edited FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_posted_payments();

CREATE TRIGGER release_payment_is_not_updated AFTER UPDATE ON release_payment
    REFERENCING OLD TABLE AS edited FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_posted_payments();

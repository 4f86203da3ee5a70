-- Whoever has closed the account is a pseudonym: the number goes, the row and its place in the tree stay.
ALTER TABLE member
    ALTER COLUMN phone DROP NOT NULL,
    ADD COLUMN phone_key text COLLATE "C"
        GENERATED ALWAYS AS (encode(substring(phone FROM 2 FOR get_byte(phone, 0)), 'escape')) STORED,
    ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'LOCKED', 'CLOSED')),
    ADD COLUMN lock_reason text,
    ADD COLUMN closed_at timestamptz,
    ADD CONSTRAINT member_closed_has_no_phone CHECK ((state = 'CLOSED') = (phone IS NULL)),
    ADD CONSTRAINT member_locked_has_a_reason CHECK ((state = 'LOCKED') = (lock_reason IS NOT NULL));

COMMENT ON COLUMN member.phone_key IS 'The id of the key that encrypts the number.';

CREATE INDEX member_phone_by_key ON member (phone_key) WHERE phone_key IS NOT NULL;

ALTER TABLE member_phone ALTER COLUMN key_id TYPE text COLLATE "C";
CREATE INDEX member_phone_hash_by_key ON member_phone (key_id);

-- Which keys the nodes have at the moment, so that a node of the next or the last stage of a rotation is respected.
CREATE TABLE member_phone_key (
    id             text COLLATE "C" PRIMARY KEY,
    seen_at        timestamptz NOT NULL DEFAULT now(),
    first_since    timestamptz,
    first_seen_at  timestamptz
);

COMMENT ON COLUMN member_phone_key.seen_at IS 'When a node last said that it has the key.';
COMMENT ON COLUMN member_phone_key.first_since IS 'Since when nodes say, without a pause, that it is the first of theirs.';

INSERT INTO member_phone_key (id) SELECT DISTINCT key_id FROM member_phone;

-- What operators did to a member, and why.
CREATE TABLE member_deed (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id   bigint      NOT NULL REFERENCES member,
    operator_id text        NOT NULL,
    kind        text        NOT NULL,
    reason      text,
    done_at     timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX member_deed_of ON member_deed (member_id, id);

-- Wishes for another number that wait for an operator, because the old number is lost.
CREATE TABLE member_phone_change (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id   bigint      NOT NULL REFERENCES member,
    status      text        NOT NULL DEFAULT 'WAITING'
        CHECK (status IN ('WAITING', 'APPROVED', 'REJECTED', 'CANCELLED', 'REPLACED', 'EXPIRED')),
    new_phone   bytea,
    new_phone_key text COLLATE "C"
        GENERATED ALWAYS AS (encode(substring(new_phone FROM 2 FOR get_byte(new_phone, 0)), 'escape')) STORED,
    reason      text,
    asked_at    timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    decided_at  timestamptz,
    CONSTRAINT member_phone_change_keeps_no_number CHECK ((status = 'WAITING') = (new_phone IS NOT NULL))
);

COMMENT ON COLUMN member_phone_change.new_phone IS 'Encrypted like member.phone, and only while the wish waits.';

CREATE UNIQUE INDEX member_phone_change_waiting ON member_phone_change (member_id) WHERE status = 'WAITING';
CREATE INDEX member_phone_change_of ON member_phone_change (member_id, id);

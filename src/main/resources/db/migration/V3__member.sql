-- A referrer is always the older member, so the tree can hold no cycle.
CREATE TABLE member (
    id            bigint GENERATED ALWAYS AS IDENTITY (START WITH 10001) PRIMARY KEY,
    referrer_id   bigint REFERENCES member,
    referral_code text COLLATE "C" NOT NULL UNIQUE,
    phone         bytea            NOT NULL,
    joined_at     timestamptz      NOT NULL DEFAULT wellspring_now(),
    CONSTRAINT member_referrer_is_older CHECK (referrer_id < id)
);

COMMENT ON COLUMN member.phone IS 'Encrypted: length and id of the key, nonce, ciphertext with tag.';

CREATE INDEX member_referrer ON member (referrer_id) WHERE referrer_id IS NOT NULL;

-- A number is found by its keyed hash, written under every active key, so that keys can change without a stop.
CREATE TABLE member_phone (
    hash      bytea PRIMARY KEY CHECK (length(hash) = 32),
    member_id bigint NOT NULL REFERENCES member,
    key_id    text   NOT NULL,
    UNIQUE (member_id, key_id)
);

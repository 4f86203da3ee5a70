-- A client is a mall. Its id stays for good and is the source of its orders in the logs; what it proves itself with comes
-- and goes. Nodes of the version before still read and write secret_hash, so that holds the newest secret until they are gone.
ALTER TABLE client
    ADD COLUMN serial bigint GENERATED ALWAYS AS IDENTITY,
    ADD CONSTRAINT client_serial UNIQUE (serial);

COMMENT ON COLUMN client.serial IS 'In the order in which malls were made, for pages of them.';
COMMENT ON COLUMN client.secret_hash IS 'For nodes of the version before alone: the newest secret, or zeros where it has ended.';
COMMENT ON COLUMN client.disabled_at IS 'When the mall was ended; null again when that was undone.';

-- Secrets follow the true time, as sessions do.
CREATE TABLE mall_secret (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mall_id      text COLLATE "C" NOT NULL REFERENCES client,
    hash         bytea       NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    ends_at      timestamptz,
    last_used_at timestamptz,
    CONSTRAINT mall_secret_once UNIQUE (mall_id, hash)
);

INSERT INTO mall_secret (mall_id, hash, created_at)
SELECT id, secret_hash, created_at FROM client ORDER BY serial;

-- A mall that a node of the version before makes has its secret here as well.
CREATE FUNCTION keep_first_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO mall_secret (mall_id, hash, created_at) VALUES (NEW.id, NEW.secret_hash, NEW.created_at)
    ON CONFLICT (mall_id, hash) DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER client_keeps_first_secret AFTER INSERT ON client
    FOR EACH ROW EXECUTE FUNCTION keep_first_secret();

-- What operators did to a mall: written with the deed itself, and never changed.
CREATE TABLE mall_action (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mall_id     text COLLATE "C" NOT NULL REFERENCES client,
    operator_id text        NOT NULL,
    kind        text        NOT NULL,
    reason      text,
    secret_id   bigint REFERENCES mall_secret,
    changes     jsonb       NOT NULL DEFAULT '[]',
    key         text,
    fingerprint bytea,
    done_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT mall_action_keyed_whole CHECK ((key IS NULL) = (fingerprint IS NULL))
);

CREATE INDEX mall_action_of ON mall_action (mall_id, id);
CREATE UNIQUE INDEX mall_action_key ON mall_action (operator_id, key) WHERE key IS NOT NULL;

CREATE TRIGGER mall_action_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON mall_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

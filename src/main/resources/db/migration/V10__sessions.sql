-- What members see of their sessions.
ALTER TABLE session
    ADD COLUMN device     text,
    ADD COLUMN address    text,
    ADD COLUMN expires_on date GENERATED ALWAYS AS ((expires_at AT TIME ZONE 'UTC')::date) STORED;

COMMENT ON COLUMN session.device IS 'As its owner calls it, at most 60 characters.';
COMMENT ON COLUMN session.address IS 'Masked, of the last use.';
COMMENT ON COLUMN session.expires_on IS 'In UTC. An index on the time itself would make every renewal touch it.';

-- What is to be removed is found without reading what stands.
CREATE INDEX session_expiring ON session (expires_on) WHERE ended_at IS NULL;
CREATE INDEX session_ended ON session (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX refresh_token_used ON refresh_token (used_at) WHERE used_at IS NOT NULL;
-- The successor of a used token is found by its parent.
CREATE INDEX refresh_token_successor ON refresh_token (parent) WHERE used_at IS NULL;

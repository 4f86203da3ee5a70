CREATE TABLE password (
    member_id bigint PRIMARY KEY REFERENCES member,
    hash      text        NOT NULL,
    set_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE operator (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text        NOT NULL UNIQUE,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE client (
    id          text COLLATE "C" PRIMARY KEY,
    name        text        NOT NULL,
    secret_hash bytea       NOT NULL,
    plan_ids    bigint[]    NOT NULL,
    daily_limit bigint      NOT NULL CHECK (daily_limit > 0),
    created_at  timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz
);

COMMENT ON COLUMN client.daily_limit IS 'In fen, over all orders of a day.';

-- Sessions follow the true time, not the one that a local run can move: closing a day must not sign anybody out.
CREATE TABLE session (
    id           uuid PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('MEMBER', 'OPERATOR')),
    subject_id   text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz
) WITH (fillfactor = 80);

CREATE INDEX session_standing ON session (kind, subject_id) WHERE ended_at IS NULL;

-- A session's tokens are a family: each is born from its parent, and at most one is unused.
CREATE TABLE refresh_token (
    hash       bytea PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES session,
    parent     bytea,
    issued_at  timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz
);

CREATE UNIQUE INDEX refresh_token_unused ON refresh_token (session_id) WHERE used_at IS NULL;
CREATE INDEX refresh_token_session ON refresh_token (session_id);

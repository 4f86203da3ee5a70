-- In local runs time can be moved forward. Only their migrations know this folder.
CREATE TABLE IF NOT EXISTS local_clock (
    single         boolean PRIMARY KEY DEFAULT true CHECK (single),
    offset_seconds bigint NOT NULL DEFAULT 0 CHECK (offset_seconds >= 0)
);

INSERT INTO local_clock DEFAULT VALUES ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION wellspring_now() RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN now() + (SELECT offset_seconds FROM local_clock) * interval '1 second';

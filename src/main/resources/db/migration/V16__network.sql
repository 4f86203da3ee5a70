-- How many are below each member. Those who join wait in a line of their own, so that a joining locks nobody above.
CREATE TABLE member_network (
    member_id bigint PRIMARY KEY,
    first     bigint NOT NULL DEFAULT 0,
    second    bigint NOT NULL DEFAULT 0,
    total     bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 70);

COMMENT ON COLUMN member_network.first IS 'Those whom the member invited; second, those whom these invited.';

CREATE TABLE member_uncounted (member_id bigint PRIMARY KEY);

CREATE FUNCTION wait_to_be_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO member_uncounted VALUES (NEW.id);
    RETURN NULL;
END
$$;

CREATE TRIGGER member_waits_to_be_counted AFTER INSERT ON member
    FOR EACH ROW WHEN (NEW.referrer_id IS NOT NULL) EXECUTE FUNCTION wait_to_be_counted();

-- After the trigger: whoever joins while this runs is in line already, or is seen here.
INSERT INTO member_uncounted SELECT id FROM member WHERE referrer_id IS NOT NULL ON CONFLICT DO NOTHING;

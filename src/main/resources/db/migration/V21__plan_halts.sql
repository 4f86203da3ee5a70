-- Who stopped a plan, or its new orders, when and why, and who let it go on.
CREATE TABLE plan_halt (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id     bigint      NOT NULL REFERENCES plan,
    kind        text        NOT NULL CHECK (kind IN ('FREEZE', 'PAUSE')),
    operator_id bigint      NOT NULL,
    reason      text        NOT NULL,
    begun_at    timestamptz NOT NULL DEFAULT wellspring_now(),
    ended_at    timestamptz,
    ended_by    bigint,
    end_reason  text,
    CONSTRAINT plan_halt_ended_whole
        CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL))
);

CREATE UNIQUE INDEX plan_halt_standing ON plan_halt (plan_id, kind) WHERE ended_at IS NULL;
CREATE INDEX plan_halt_of_plan ON plan_halt (plan_id, kind, id);

-- What stands is copied into the plan's row: a writer that gets the row just after it was frozen sees the row as it is
-- then, but any other table as it was when its statement began.
ALTER TABLE plan ADD COLUMN frozen_at timestamptz;
ALTER TABLE plan ADD COLUMN frozen_reason text;
ALTER TABLE plan ADD COLUMN orders_paused_at timestamptz;
ALTER TABLE plan ADD COLUMN orders_paused_reason text;

-- The last word against a writer that does not know of it.
CREATE FUNCTION refuse_while_frozen() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE restrict_violation USING MESSAGE = 'plan ' || OLD.id || ' is frozen';
END
$$;

-- Suits the version before: that one freezes no plan, and is kept from writing one that a newer node froze, which is what
-- a freeze is for; its writer tries again until the freeze is lifted.
CREATE TRIGGER plan_frozen_stays BEFORE UPDATE ON plan FOR EACH ROW
    WHEN (OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS NOT NULL
          AND OLD.orders_paused_at IS NOT DISTINCT FROM NEW.orders_paused_at)
    EXECUTE FUNCTION refuse_while_frozen();

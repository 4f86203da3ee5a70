-- Lines draw their own ids, so that they can be copied in as they are.
ALTER TABLE ledger_member_line ALTER COLUMN id SET DEFAULT nextval('ledger_line_id');

-- The writer asks for the oldest that wait, and must never be led through all that is decided. In this order only the
-- index of what waits has them: seen with a long backlog, the planner otherwise took the primary key's.
DROP INDEX plan_log_pending;
CREATE INDEX plan_log_pending ON plan_log (plan_id, (id + 0)) WHERE position IS NULL;

-- A plan that a command left something to finish is found although nothing of it waits: its writer may be gone.
ALTER TABLE plan ADD COLUMN paused boolean GENERATED ALWAYS AS (state ->> 'unwinding' IS NOT NULL) STORED;

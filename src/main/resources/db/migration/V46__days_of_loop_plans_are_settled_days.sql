-- Each in a migration of its own: one that waits for a table must not hold another that the step it waits for still needs.
ALTER TABLE loop_settlement ALTER COLUMN stage SET DEFAULT 'COMPUTING';
ALTER TABLE loop_settlement INHERIT plan_settlement;

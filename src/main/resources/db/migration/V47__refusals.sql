-- Why a command was refused, by the code that callers read. Nodes of the version before leave it empty, and the name of
-- the code's constant stands in the outcome, as before.
ALTER TABLE plan_log ADD COLUMN refusal text;

-- Whether a plan is to be woken though none of its commands waits, as the rules of its kind say: the table knows no kind's
-- state. Nodes of the version before leave it as it is, and what they leave to finish is found by "paused", as before.
ALTER TABLE plan ADD COLUMN unfinished boolean NOT NULL DEFAULT false;

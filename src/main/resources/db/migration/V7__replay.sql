-- A replay walks through a plan's postings in their order.
CREATE INDEX ledger_posting_of_plan ON ledger_posting (plan_id, id);

-- Lines are written in the order of their postings, so a summary of each few pages finds them at next to no cost for
-- the writer.
CREATE INDEX ledger_member_line_posting ON ledger_member_line USING brin (posting_id)
    WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX ledger_plan_line_posting ON ledger_plan_line USING brin (posting_id) WITH (pages_per_range = 16);

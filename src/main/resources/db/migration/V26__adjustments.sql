-- Adjustments are few among all that plans decide. These find them for lists, and what an operator has used of a day.
CREATE INDEX plan_log_adjustments ON plan_log (id) WHERE kind = 'ADJUSTMENT';
CREATE INDEX plan_log_adjustments_of ON plan_log (member_id, id) WHERE kind = 'ADJUSTMENT';
CREATE INDEX plan_log_adjustments_by ON plan_log (source, appended_at) WHERE kind = 'ADJUSTMENT';

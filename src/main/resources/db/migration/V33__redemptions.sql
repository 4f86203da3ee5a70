-- A member's redemptions are listed without a look at all else that the logs have of the member.
CREATE INDEX plan_log_redemption ON plan_log (member_id, id) WHERE kind = 'REDEMPTION';

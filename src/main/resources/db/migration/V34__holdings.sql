-- What members have, for rooms above the ledger to join with what is theirs. The planner sees through it, so that one look
-- tells balances and plans of one moment.
CREATE FUNCTION ledger_balances_of(members bigint[])
    RETURNS TABLE (member_id bigint, asset text, plan_id bigint, amount bigint)
    LANGUAGE sql STABLE AS $$
SELECT member_id, asset, plan_id, amount
  FROM ledger_member_balance
 WHERE member_id = ANY(members) AND amount > 0
$$;

-- The application may run as a role that owns nothing. What it may do to a table is read off the triggers that call
-- refuse_edit(), so what is only ever added to says so itself.
-- Suits the version before: no node has ever removed a command from a log.
CREATE TRIGGER plan_log_is_kept BEFORE DELETE OR TRUNCATE ON plan_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
-- Suits the version before: nodes write a closed day once and then read it.
CREATE TRIGGER plan_day_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_day
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
-- Suits the version before: nodes write a deed once and then read it.
CREATE TRIGGER member_deed_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON member_deed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

-- Only an owner makes tables, so the function that makes months is the owner's deed, whoever asks for it. Names are
-- looked up in its own schema and never among the temporary tables of the one who asks. Nodes of the version before sign
-- in as the owner, who may still call it.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION ledger_make_month(date) SECURITY DEFINER SET search_path = %I, pg_temp',
                   current_schema());
    REVOKE EXECUTE ON FUNCTION ledger_make_month(date) FROM PUBLIC;
END
$$;

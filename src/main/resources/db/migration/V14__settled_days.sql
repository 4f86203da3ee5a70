-- What is published of a day is not edited any more, and neither is what each member receives (design, section 4).
CREATE FUNCTION refuse_edit_of_published_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'plan %, day %: settled and published, not to be edited', OLD.plan_id, OLD.day;
END
$$;

CREATE TRIGGER loop_settlement_is_final BEFORE UPDATE OR DELETE ON loop_settlement
    FOR EACH ROW WHEN (OLD.stage = 'PUBLISHED') EXECUTE FUNCTION refuse_edit_of_published_day();

CREATE FUNCTION refuse_edit_of_posted_pool() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM loop_settlement
                WHERE plan_id = OLD.plan_id AND day = OLD.day AND stage IN ('POSTING', 'PUBLISHED')) THEN
        RAISE EXCEPTION 'plan %, day %: proved, its pools are not to be edited', OLD.plan_id, OLD.day;
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;

CREATE TRIGGER loop_pool_is_final BEFORE UPDATE OR DELETE ON loop_pool
    FOR EACH ROW EXECUTE FUNCTION refuse_edit_of_posted_pool();

-- Once a statement, for a day has as many dividends as it has members.
CREATE FUNCTION refuse_edit_of_posted_dividends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT plan_id, day FROM edited) AS edited
                 JOIN loop_settlement USING (plan_id, day)
                WHERE stage IN ('POSTING', 'PUBLISHED')) THEN
        RAISE EXCEPTION 'dividends of a day that is proved are not to be edited';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER loop_dividend_is_not_deleted AFTER DELETE ON loop_dividend
    REFERENCING OLD TABLE AS edited FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_posted_dividends();

CREATE TRIGGER loop_dividend_is_not_updated AFTER UPDATE ON loop_dividend
    REFERENCING OLD TABLE AS edited FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit_of_posted_dividends();

ALTER INDEX loop_settlement_published RENAME TO loop_settlement_of_published_days;

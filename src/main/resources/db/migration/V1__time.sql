-- Time is the database's. Everything that decides a business day asks this function,
-- so that a local run can move the clock and production cannot.
CREATE FUNCTION wellspring_now() RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN now();

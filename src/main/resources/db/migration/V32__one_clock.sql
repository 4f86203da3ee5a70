-- What people are shown they did is of one clock, that of business days, which a local run can move. How long secrets
-- last is not: sessions still end by the true time, so that closing a day signs nobody out.
ALTER TABLE member_phone_change ALTER COLUMN asked_at SET DEFAULT wellspring_now();
ALTER TABLE member_deed ALTER COLUMN done_at SET DEFAULT wellspring_now();
ALTER TABLE session
    ALTER COLUMN created_at SET DEFAULT wellspring_now(),
    ALTER COLUMN last_used_at SET DEFAULT wellspring_now();

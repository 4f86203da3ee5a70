-- What was surely not sent costs nothing, is counted for a day, and may be much while a provider is away.
CREATE INDEX sms_message_unsent ON sms_message (asked_at) WHERE outcome NOT IN ('ACCEPTED', 'UNCONFIRMED');

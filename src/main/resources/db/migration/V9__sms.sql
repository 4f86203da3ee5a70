-- One row for each message, to be held against the provider's bill. It names a block of numbers and never a number.
CREATE TABLE sms_message (
    id             uuid PRIMARY KEY,
    prefix         text        NOT NULL,
    template       text        NOT NULL,
    asked_at       timestamptz NOT NULL DEFAULT now(),
    outcome        text CHECK (outcome IN
        ('ACCEPTED', 'TRY_LATER', 'BAD_NUMBER', 'OUR_FAULT', 'NOT_TAKEN', 'UNCONFIRMED')),
    provider_id    text,
    provider_code  text,
    delivered      boolean,
    delivery_code  text,
    reported_at    timestamptz,
    verified_at    timestamptz
);

COMMENT ON COLUMN sms_message.outcome IS 'None while it is on its way, and where a node ended before it knew.';
COMMENT ON COLUMN sms_message.verified_at IS 'When its code was used.';

CREATE INDEX sms_message_asked ON sms_message (asked_at);

-- What operators grant beyond the settings, for a time: more messages, or a block of numbers no longer suspected.
CREATE TABLE sms_lift (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    prefix         text,
    extra_messages integer CHECK (extra_messages > 0),
    ends_at        timestamptz NOT NULL,
    operator_id    bigint      NOT NULL,
    reason         text        NOT NULL,
    lifted_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sms_lift_of_one_sort CHECK ((prefix IS NULL) <> (extra_messages IS NULL))
);

CREATE INDEX sms_lift_ends ON sms_lift (ends_at);

-- What each mall's orders amounted to on the day it last sent any.
CREATE TABLE order_daily_use (
    client_id text PRIMARY KEY,
    day       date   NOT NULL,
    amount    bigint NOT NULL CHECK (amount >= 0)
) WITH (fillfactor = 50);

package io.wellspring.local;

import io.wellspring.sms.SmsSender;
import io.wellspring.sms.SmsSenderContract;
import java.time.Clock;

/** The outbox is a sender as good as any. */
class OutboxContractTest extends SmsSenderContract {

    private final Outbox outbox = new Outbox(Clock.systemUTC());

    @Override
    protected SmsSender sender() {
        return outbox;
    }

    @Override
    protected int arrived() {
        return outbox.sentTo("").size();
    }
}

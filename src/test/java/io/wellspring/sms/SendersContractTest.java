package io.wellspring.sms;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/** Each sender of this room, held to what all of them keep to. */
class SendersContractTest {

    @Nested
    class WithoutAProvider extends SmsSenderContract {

        @Override
        protected SmsSender sender() {
            return new NoSender();
        }

        @Override
        protected int arrived() {
            return 0;
        }
    }

    @Nested
    class BehindTheBreaker extends SmsSenderContract {

        private final AtomicInteger arrived = new AtomicInteger();
        private final SmsSender sender = new SenderBreaker(
                message -> Mono.fromCallable(() -> "biz " + arrived.incrementAndGet()),
                new BreakerSettings(10, 4, 50, 200, 50, 1, 2),
                new SimpleMeterRegistry());

        @Override
        protected SmsSender sender() {
            return sender;
        }

        @Override
        protected int arrived() {
            return arrived.get();
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAliyun extends SmsSenderContract {

        private final AliyunStandIn aliyun = AliyunStandIn.start();
        private final AliyunSender sender =
                AliyunSenderTest.sender(aliyun.endpoint(), AliyunStandIn.KEY_ID, AliyunStandIn.SECRET);

        @AfterAll
        void stop() {
            sender.close();
            aliyun.close();
        }

        @Override
        protected SmsSender sender() {
            return sender;
        }

        @Override
        protected int arrived() {
            return aliyun.requests().size();
        }
    }
}

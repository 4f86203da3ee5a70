package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;

/** What one client is sent when whoever writes to it takes nothing for a while, although its line is free. */
class ViewerTest {

    private final List<String> taken = new ArrayList<>();
    private final BaseSubscriber<byte[]> writer = new BaseSubscriber<>() {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Nothing is asked for yet.
        }

        @Override
        protected void hookOnNext(byte[] frame) {
            taken.add(new String(frame, UTF_8));
        }

        @Override
        protected void hookOnComplete() {
            taken.add("end");
        }
    };
    private Viewer client;

    @BeforeEach
    void connect() {
        Flux.<byte[]>create(frames -> client = new Viewer(frames, Connection.INSIDE), OverflowStrategy.LATEST)
                .subscribe(writer);
    }

    @Test
    void aHeartbeatNeverTakesThePlaceOfNews() {
        client.send(bytes("first"));
        client.beat(bytes("heartbeat"));
        writer.request(10);

        assertThat(taken).containsExactly("first");
    }

    @Test
    void ofWhatWaitsOnlyTheNewestIsSent() {
        client.send(bytes("first"));
        client.send(bytes("second"));
        writer.request(1);
        client.send(bytes("third"));
        client.send(bytes("fourth"));
        writer.request(1);

        assertThat(taken).containsExactly("second", "fourth");
    }

    @Test
    void theEndFollowsWhatWasSent() {
        writer.request(2);
        client.send(bytes("first"));
        client.end(bytes("why"));

        assertThat(taken).containsExactly("first", "why", "end");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

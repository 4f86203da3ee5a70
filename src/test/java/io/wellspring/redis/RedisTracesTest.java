package io.wellspring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.tracing.MicrometerTracing;
import io.lettuce.core.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A command may be given up by another thread at any moment, also while its observation is just being begun. */
class RedisTracesTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private Runnable meanwhile = () -> {};

    RedisTracesTest() {
        observations.observationConfig().observationHandler(new Meanwhile());
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    }

    @Test
    void theDriversOwnTracingThrowsOutOfTheCancellation() {
        RedisCommand<String, String, String> command = reactive();
        meanwhile = command::cancel;

        assertThatCode(() -> begin(new MicrometerTracing(observations, "Redis"), command))
                .as("then the driver has been mended, and ours can go")
                .hasMessageContaining("Timer$Sample");
    }

    @Test
    void aCommandGivenUpWhileItsObservationBeginsIsCancelledQuietly() {
        RedisCommand<String, String, String> command = reactive();
        meanwhile = command::cancel;

        assertThatCode(() -> begin(new RedisTraces(observations), command)).doesNotThrowAnyException();
        assertThat(command.isCancelled()).isTrue();
    }

    @Test
    void everyCommandIsCountedOnceAtItsEnd() {
        RedisCommand<String, String, String> reactive = reactive();
        AsyncCommand<String, String, String> asynchronous = new AsyncCommand<>(plain());
        begin(new RedisTraces(observations), reactive);
        begin(new RedisTraces(observations), asynchronous);
        assertThat(meters.find("lettuce").timers()).isEmpty();

        reactive.complete();
        asynchronous.complete();

        assertThat(meters.get("lettuce").timer().count()).isEqualTo(2);
    }

    private static void begin(Tracing tracing, RedisCommand<?, ?, ?> command) {
        tracing.getTracerProvider()
                .getTracer()
                .nextSpan()
                .remoteEndpoint(tracing.createEndpoint(new InetSocketAddress("127.0.0.1", 6379)))
                .start(command);
    }

    private static RedisCommand<String, String, String> reactive() {
        return new CommandWrapper<>(plain());
    }

    private static Command<String, String, String> plain() {
        return new Command<>(CommandType.EXISTS, new StatusOutput<>(StringCodec.UTF8));
    }

    /** What another thread does between the two steps of a beginning. */
    private final class Meanwhile implements ObservationHandler<Observation.Context> {

        @Override
        public void onStart(Observation.Context context) {
            meanwhile.run();
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}

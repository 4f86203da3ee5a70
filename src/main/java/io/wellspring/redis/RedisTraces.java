package io.wellspring.redis;

import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.tracing.MicrometerTracing;
import io.lettuce.core.tracing.TraceContext;
import io.lettuce.core.tracing.TraceContextProvider;
import io.lettuce.core.tracing.Tracer;
import io.lettuce.core.tracing.TracerProvider;
import io.lettuce.core.tracing.Tracing;
import io.micrometer.observation.ObservationRegistry;
import java.net.SocketAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Observes the commands of Redis as the driver's own tracing does, except for one thing: a command's observation is begun
 * before anything can end it. The driver lets a command tell its end first. A caller who gives up in between, on another
 * thread, then ends what has not begun, and the exception flies out of the cancellation and takes the caller's timeout
 * with it: a request that never gets an answer.
 */
final class RedisTraces implements Tracing {

    private final MicrometerTracing traces;

    RedisTraces(ObservationRegistry observations) {
        this.traces = new MicrometerTracing(observations, "Redis");
    }

    @Override
    public TracerProvider getTracerProvider() {
        Tracer tracer = traces.getTracerProvider().getTracer();
        return () -> new InOrder(tracer);
    }

    @Override
    public TraceContextProvider initialTraceContextProvider() {
        return traces.initialTraceContextProvider();
    }

    @Override
    public boolean isEnabled() {
        return traces.isEnabled();
    }

    @Override
    public boolean includeCommandArgsInSpanTags() {
        return traces.includeCommandArgsInSpanTags();
    }

    @Override
    public Endpoint createEndpoint(SocketAddress address) {
        return traces.createEndpoint(address);
    }

    private static final class InOrder extends Tracer {

        private final Tracer tracer;

        InOrder(Tracer tracer) {
            this.tracer = tracer;
        }

        @Override
        public Span nextSpan() {
            return new SpanInOrder(tracer.nextSpan());
        }

        @Override
        public Span nextSpan(TraceContext context) {
            return new SpanInOrder(tracer.nextSpan(context));
        }
    }

    private static final class SpanInOrder extends Tracer.Span {

        private final Tracer.Span span;

        SpanInOrder(Tracer.Span span) {
            this.span = span;
        }

        @Override
        public Tracer.Span start(RedisCommand<?, ?, ?> command) {
            EndLater<?, ?, ?> later = new EndLater<>(command);
            span.start(later);
            later.tellEnd();
            return this;
        }

        @Override
        public Tracer.Span name(String name) {
            span.name(name);
            return this;
        }

        @Override
        public Tracer.Span annotate(String value) {
            span.annotate(value);
            return this;
        }

        @Override
        public Tracer.Span tag(String key, String value) {
            span.tag(key, value);
            return this;
        }

        @Override
        public Tracer.Span error(Throwable failure) {
            span.error(failure);
            return this;
        }

        @Override
        public Tracer.Span remoteEndpoint(Endpoint endpoint) {
            span.remoteEndpoint(endpoint);
            return this;
        }

        @Override
        public void finish() {
            span.finish();
        }
    }

    /** A command that does not tell its end before it is asked to. */
    private static final class EndLater<K, V, T> extends CommandWrapper<K, V, T> {

        private @Nullable BiConsumer<? super T, Throwable> end;

        EndLater(RedisCommand<K, V, T> command) {
            super(command);
        }

        @Override
        public void onComplete(BiConsumer<? super T, Throwable> action) {
            end = action;
        }

        @SuppressWarnings("unchecked")
        void tellEnd() {
            BiConsumer<? super T, Throwable> action = end;
            if (action != null && command instanceof CompleteableCommand<?> ending) {
                ((CompleteableCommand<T>) ending).onComplete(action);
            }
        }
    }
}

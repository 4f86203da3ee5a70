package io.wellspring.live;

import io.netty.channel.Channel;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

/** Writes streams of server-sent events to their connections. */
@Component
class Wire {

    private final int sendBuffer;

    Wire(LiveSettings settings) {
        this.sendBuffer = settings.sendBufferBytes();
    }

    /** The connection of a response, made ready for a stream. */
    Connection under(ServerHttpResponse response) {
        HttpServerResponse exchange = ServerHttpResponseDecorator.getNativeResponse(response);
        Channel[] channel = new Channel[1];
        exchange.withConnection(connection -> channel[0] = connection.channel());
        return NettyConnection.over(channel[0], sendBuffer);
    }

    /** Sends frames until there are no more or the client goes, which is no failure. */
    Mono<Void> send(Flux<byte[]> frames, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl(CacheControl.noStore());
        // The connection is fit for a stream alone.
        headers.setConnection("close");
        // Proxies that collect an answer before they pass it on know this header.
        headers.set("X-Accel-Buffering", "no");
        return Mono.defer(() -> write(frames, response));
    }

    /**
     * The arrays are wrapped and not copied, for all clients are sent the same. A connection that closes while its first
     * frame is written does not cancel the others by itself.
     */
    private static Mono<Void> write(Flux<byte[]> frames, ServerHttpResponse response) {
        DataBufferFactory factory = response.bufferFactory();
        Sinks.Empty<Void> over = Sinks.empty();
        Flux<Mono<DataBuffer>> buffers =
                frames.takeUntilOther(over.asMono()).map(frame -> Mono.fromSupplier(() -> factory.wrap(frame)));
        return response.writeAndFlushWith(buffers)
                .onErrorComplete(AbortedException.class)
                .doFinally(signal -> over.tryEmitEmpty());
    }
}

package io.wellspring.order;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.Refusals;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads a stream of bytes as orders, each line on its own. */
@Component
class OrderLines {

    private final OrderReader reader;
    private final OrderSettings settings;

    OrderLines(OrderReader reader, OrderSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /**
     * The orders of a body, line by line, empty lines passed over. Where the body cannot be read on, the last element
     * says why: what came before it is not lost.
     */
    Flux<Reading> read(Flux<DataBuffer> body) {
        return Flux.defer(() -> lines(body.map(OrderLines::bytes)))
                .filter(line -> line.bytes().length > 0)
                .map(this::read)
                .onErrorResume(failure -> Flux.just(Reading.refused(0, Refusals.behind(failure))));
    }

    private Flux<LineCutter.Line> lines(Flux<byte[]> body) {
        LineCutter cutter = new LineCutter(settings.maxLineBytes(), settings.maxBodyBytes());
        return body.concatMapIterable(cutter::cut, 1).concatWith(Flux.defer(() -> Flux.fromIterable(cutter.rest())));
    }

    private Reading read(LineCutter.Line line) {
        try {
            return Reading.of(line.number(), reader.read(line.bytes()));
        } catch (Refusal refusal) {
            return Reading.refused(line.number(), refusal);
        }
    }

    /** A buffer is given back at once, so that whatever happens later cannot leak or free it twice. */
    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}

package io.wellspring.order;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;

/** Cuts a stream of bytes into lines and reads each one as an order, on its own. */
@Component
class OrderLines {

    // Decoded as Latin-1 and back again the bytes stay what they are, so that the JSON reader sees wrong UTF-8.
    private static final MimeType BYTES = new MimeType("text", "plain", StandardCharsets.ISO_8859_1);

    private final OrderReader reader;
    private final long maxBodyBytes;
    private final StringDecoder decoder;

    OrderLines(OrderReader reader, OrderSettings settings) {
        this.reader = reader;
        this.maxBodyBytes = settings.maxBodyBytes();
        this.decoder = StringDecoder.textPlainOnly(List.of("\r\n", "\n"), true);
        this.decoder.setMaxInMemorySize(settings.maxLineBytes());
    }

    /**
     * The orders of a body, line by line, empty lines passed over. Where the body cannot be read on, the last element
     * says why: what came before it is not lost.
     */
    Flux<Reading> read(Flux<DataBuffer> body) {
        return decoder.decode(limited(body), ResolvableType.forClass(String.class), BYTES, null)
                .index()
                .filter(line -> !line.getT2().isBlank())
                .map(line -> read(line.getT1() + 1, line.getT2()))
                .onErrorResume(failure -> Flux.just(Reading.refused(0, Refusals.behind(failure))));
    }

    private Reading read(long number, String line) {
        try {
            return Reading.of(number, reader.read(line.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (Refusal refusal) {
            return Reading.refused(number, refusal);
        }
    }

    private Flux<DataBuffer> limited(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
            long[] read = {0};
            return body.handle((buffer, sink) -> {
                read[0] += buffer.readableByteCount();
                if (read[0] > maxBodyBytes) {
                    org.springframework.core.io.buffer.DataBufferUtils.release(buffer);
                    sink.error(Refusal.of(RefusalCode.BODY_TOO_LARGE));
                } else {
                    sink.next(buffer);
                }
            });
        });
    }
}

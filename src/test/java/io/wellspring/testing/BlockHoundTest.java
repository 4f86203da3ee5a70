package io.wellspring.testing;

import java.io.FileInputStream;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BlockHoundTest {

    @Test
    void whoeverBlocksWhereNobodyMayIsCaughtInEveryTest() {
        Mono<Integer> blocking = Mono.fromCallable(() -> {
                    try (var file = new FileInputStream("pom.xml")) {
                        return file.read(new byte[1]);
                    }
                })
                .subscribeOn(Schedulers.parallel());
        StepVerifier.create(blocking).verifyError(BlockingOperationError.class);
    }
}

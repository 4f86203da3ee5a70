package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.IllegalReferenceCountException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CutOffBodiesTest {

    private final CutOffBodies filter = new CutOffBodies();
    private final Logger reader = LoggerFactory.getLogger("reactor.netty.channel.ChannelOperationsHandler");

    @BeforeEach
    void begin() {
        filter.begin();
    }

    @AfterEach
    void end() {
        filter.end();
    }

    @Test
    void aBodyThatWasCutOffIsNoError(CapturedOutput log) {
        reader.error("Error was received while reading", new IllegalReferenceCountException(0, -1));

        assertThat(log.getOut()).contains("body was cut off").doesNotContain("ERROR");
    }

    @Test
    void allElseThatTheReaderMeetsIsTold(CapturedOutput log) {
        reader.error("Error was received while reading", new IllegalStateException("broken"));
        LoggerFactory.getLogger(CutOffBodiesTest.class).error("ours", new IllegalReferenceCountException(0, -1));

        assertThat(log.getOut()).contains("broken", "ours");
    }
}

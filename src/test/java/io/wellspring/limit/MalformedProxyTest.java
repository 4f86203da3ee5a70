package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.testing.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MalformedProxyTest {

    @Test
    void aStartWithAMalformedProxyEndsWithTheSentenceAndNoStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> LimitNode.on(Servers.redisPort(), "trusted-proxies=10.0.0.0/8,proxy.example.com"));
        assertThat(output)
                .contains("WELLSPRING_TRUSTED_PROXIES has the wrong form: ", "\"proxy.example.com\" is neither.")
                .doesNotContain("\tat io.wellspring");
    }
}

package io.wellspring.auth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who guesses at operators is seen in the log, and nothing that was typed by mistake is. */
@WellspringTest
@ExtendWith(OutputCaptureExtension.class)
class RefusedOperatorsTest {

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Test
    void aRefusedOperatorIsLoggedWithReasonAndMaskedAddress(CapturedOutput log) {
        platform.operator();
        Platform.expect(401, signIn("first", "not the password at all"));

        assertThat(log.getOut())
                .containsPattern(
                        "operator refused \\(sign-in-failed\\): name first, from [0-9a-z.*:]+; left out before: \\d+")
                .doesNotContain("not the password at all", "127.0.0.1;");
    }

    @Test
    void aNameThatNoOperatorHasIsNotTold(CapturedOutput log) {
        platform.operator();
        Platform.expect(401, signIn("hunter2 typed in the wrong field", "whatever it was"));

        assertThat(log.getOut())
                .contains("operator refused (sign-in-failed): name unknown, of 32 characters, from ")
                .doesNotContain("hunter2", "whatever it was");
    }

    private Api.Answer signIn(String name, String password) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "operatorName", name, "password", password));
    }
}

package io.wellspring.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WellspringTest
class NoReportKeyTest {

    @Autowired
    Api api;

    @ParameterizedTest
    @ValueSource(strings = {"x", "null", "01234567890123456789012345678901"})
    void withoutAKeyNobodyReportsAnything(String key) {
        assertThat(api.post("/v1/sms-reports/" + key, List.of()).code()).isEqualTo("no-such-resource");
    }

    @Test
    void settingsTellNoKey() {
        assertThat(new ReportSettings("01234567890123456789012345678901", 1).toString())
                .doesNotContain("0123");
    }
}

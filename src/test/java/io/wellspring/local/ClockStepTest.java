package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockStepTest {

    private static final Instant FEBRUARY = Instant.parse("2027-02-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P1D, PT24H",
        "P366D, PT8784H",
        "P1W, PT168H",
        "P1M, PT672H",
        "P1Y, PT8760H",
        "PT1S, PT1S",
        "PT36H, PT36H",
        "P1DT2H30M, PT26H30M",
        "P1DT-1H, PT23H"
    })
    void aStepHasTheLengthThatTheCalendarGivesIt(String text, Duration length) {
        assertThat(ClockStep.of(text).secondsFrom(FEBRUARY)).isEqualTo(length.toSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "T",
                "PT",
                "P1DT",
                "1D",
                "P1",
                "tomorrow",
                "P0D",
                "PT0S",
                "-P1D",
                "P-1D",
                "P1DT-25H",
                "P367D",
                "P2Y",
                "PT9999H",
                "PT0.5S",
                "P999999999Y",
                "P99999999999D",
                "PT9223372036854775807S",
                "P1D "
            })
    void anythingElseIsRefused(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ClockStep.of(text).secondsFrom(FEBRUARY))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(GeneralRefusal.INVALID_FIELD);
                    assertThat(refusal.details()).containsEntry("field", "advance");
                });
    }
}

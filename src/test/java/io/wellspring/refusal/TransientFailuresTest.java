package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class TransientFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "57P01, true",
        "57014, true",
        "08006, true",
        "40P01, true",
        "40001, true",
        "53300, true",
        "55P03, true",
        "25P03, true",
        "25P04, true",
        "25P02, false",
        "P0001, false",
        "XX000, false",
        "23514, false",
        "22003, false",
        "42P01, false",
        "55000, false"
    })
    void theStateDecidesWhateverTheDriverMakesOfIt(String state, boolean passing) {
        Throwable failure =
                new DataAccessResourceFailureException("", new R2dbcNonTransientResourceException("reason", state));

        assertThat(TransientFailures.is(failure)).isEqualTo(passing);
    }

    @Test
    void withoutAStateAnOutageIsAnOutage() {
        assertThat(TransientFailures.is(new DataAccessResourceFailureException("no connection")))
                .isTrue();
        assertThat(TransientFailures.is(new CannotCreateTransactionException("no connection")))
                .isTrue();
        assertThat(TransientFailures.is(new TimeoutException())).isTrue();
        assertThat(TransientFailures.is(new IllegalStateException("a mistake of ours")))
                .isFalse();
    }
}

package io.wellspring.patience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeldomTest {

    @Test
    void tellsTheFirstAndCountsTheOthersUntilItsPauseIsOver() throws InterruptedException {
        Seldom seldom = new Seldom(Duration.ofSeconds(2));

        assertThat(seldom.mayTell()).hasValue(0);
        assertThat(seldom.mayTell()).isEmpty();
        assertThat(seldom.mayTell()).isEmpty();
        Thread.sleep(2_100);
        assertThat(seldom.mayTell()).hasValue(2);
    }
}

package io.wellspring.plan.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many transactions it takes to go past a command that fails. */
class PaceTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 1000, 10_000})
    void whereverItStandsItIsFoundInTwiceTheLogarithmOfTheBatch(int batch) {
        int most = IntStream.range(0, batch)
                .map(place -> transactions(batch, place, batch))
                .max()
                .orElseThrow();

        assertThat(most).isLessThanOrEqualTo(2 * (int) Math.ceil(Math.log(batch) / Math.log(2)) + 4);
    }

    @Test
    void aFewThatWaitAreHalvedAndNotTheBatchThatTheyAreFarFrom() {
        assertThat(transactions(1000, 0, 1)).isEqualTo(2);
        assertThat(transactions(1000, 3, 5)).isLessThanOrEqualTo(8);
    }

    @Test
    void aPaceThatWasTooMuchForTheDatabaseIsHalvedAndGrowsAgain() {
        Pace slow = Pace.whole(1000).slower().slower();

        assertThat(slow.commands()).isEqualTo(250);
        assertThat(slow.after(250, 1000).after(500, 1000)).isEqualTo(Pace.whole(1000));
    }

    /** Writes a log in which one command fails. @return the transactions that it took */
    private static int transactions(int batch, int poison, int waiting) {
        Pace pace = Pace.whole(batch);
        int transactions = 0;
        int done = 0;
        while (done < waiting) {
            transactions++;
            int read = Math.min(pace.commands(), waiting - done);
            boolean fails = done <= poison && poison < done + read;
            if (!fails) {
                pace = pace.after(read, batch);
                done += read;
            } else if (read > 1) {
                pace = pace.failed(read);
            } else {
                pace = pace.found();
                transactions++;
                done++;
            }
        }
        return transactions;
    }
}

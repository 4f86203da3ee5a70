package io.wellspring.plan.kind;

import static io.wellspring.plan.testing.PlanNode.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Who invited a buyer, in the words in which logs have it. */
class ReferrerFactsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void factsOfTheVersionBeforeAreRead() {
        List<Command> commands = List.of(
                command(1, CommandKind.ORDER, "{\"referrer\":3}"),
                command(2, CommandKind.ORDER, null),
                command(3, CommandKind.ADJUSTMENT, "{\"points\":2000}"));

        assertThat(now(Referrers.recorded(JSON).of(commands))).isEqualTo(Map.of(1L, 3L));
    }

    @Test
    void theyAreWrittenInTheSameWords() {
        assertThat(JSON.writeValueAsString(ReferrerFacts.of(3L))).isEqualTo("{\"referrer\":3}");
        assertThat(ReferrerFacts.of(null)).isNull();
    }

    private static Command command(long id, CommandKind kind, String facts) {
        return new Command(id, kind, 7L, "{}", LocalDate.EPOCH, Duration.ZERO, facts);
    }
}

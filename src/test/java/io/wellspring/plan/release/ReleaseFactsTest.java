package io.wellspring.plan.release;

import static io.wellspring.plan.testing.PlanNode.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What RELEASE plans decide on besides themselves, in the words in which logs have it. */
class ReleaseFactsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Command order = command(1, CommandKind.ORDER, 7L, "{\"above\":[5,3]}");
    private final Command points = command(2, CommandKind.ADJUSTMENT, 8L, "{\"points\":2000}");
    private final Command releasing = command(3, CommandKind.ADJUSTMENT, 9L, "{\"above\":[5]}");
    private final Command alone = command(4, CommandKind.ORDER, 6L, null);

    @Test
    void whoIsAboveIsReadAsTheVersionBeforeRecordedIt() {
        assertThat(now(Uplines.Outside.recorded(JSON).above(Set.of(), List.of(order, points, releasing, alone))))
                .isEqualTo(Map.of(7L, 5L, 5L, 3L, 9L, 5L));
    }

    @Test
    void whatAMemberHadIsReadAsTheVersionBeforeRecordedIt() {
        PointsHeld.Before before = now(PointsHeld.recorded(JSON).before(List.of(points, releasing)));

        assertThat(before.of(points, 100)).isEqualTo(2000);
        assertThat(before.of(releasing, 0)).isZero();
    }

    @Test
    void theyAreWrittenInTheSameWords() {
        assertThat(JSON.writeValueAsString(ReleaseFacts.ofAbove(List.of(5L, 3L))))
                .isEqualTo("{\"above\":[5,3]}");
        assertThat(JSON.writeValueAsString(ReleaseFacts.ofPoints(0))).isEqualTo("{\"points\":0}");
        assertThat(ReleaseFacts.ofAbove(List.of())).isNull();
    }

    private static Command command(long id, CommandKind kind, Long member, String facts) {
        return new Command(id, kind, member, "{}", LocalDate.EPOCH, Duration.ZERO, facts);
    }
}

package io.wellspring.plan.release;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wellspring.plan.log.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What commands of RELEASE plans were decided on besides the plan, as the log keeps it.
 *
 * @param points 1/100 point that the member had before points were added or deducted; null of any other command
 * @param above those above a member who came into the plan with the command, nearest first, up to one who was in it
 *     already; null where nobody came with the member
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record ReleaseFacts(@Nullable Long points, @Nullable List<Long> above) {

    private static final ReleaseFacts NONE = new ReleaseFacts(null, null);

    static ReleaseFacts ofPoints(long held) {
        return new ReleaseFacts(held, null);
    }

    /** Nothing is recorded where nobody came into the plan but the member. */
    static @Nullable ReleaseFacts ofAbove(List<Long> above) {
        return above.isEmpty() ? null : new ReleaseFacts(null, above);
    }

    /** Those that were recorded with a command. */
    static ReleaseFacts of(Command command, JsonMapper json) {
        return command.facts() == null ? NONE : json.readValue(command.facts(), ReleaseFacts.class);
    }
}

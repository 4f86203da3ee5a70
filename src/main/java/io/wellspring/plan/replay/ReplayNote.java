package io.wellspring.plan.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a replay tells while it goes on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "note")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReplayNote.Progress.class, name = "PROGRESS"),
    @JsonSubTypes.Type(value = ReplayNote.Difference.class, name = "DIFFERENCE"),
    @JsonSubTypes.Type(value = ReplayNote.Verdict.class, name = "VERDICT")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        types = "object",
        discriminatorProperty = "note",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "PROGRESS", schema = ReplayNote.Progress.class),
            @DiscriminatorMapping(value = "DIFFERENCE", schema = ReplayNote.Difference.class),
            @DiscriminatorMapping(value = "VERDICT", schema = ReplayNote.Verdict.class)
        })
public sealed interface ReplayNote {

    /** How far it is: positions of the log, and members' lines that were found as they should be. */
    @Schema(name = "ReplayProgress")
    record Progress(long position, long total, long lines) implements ReplayNote {}

    /**
     * Something that is not as the log and the rules make it. Amounts are in the smallest unit of their asset.
     *
     * @param position of the command concerned, if one is
     * @param row which it is
     */
    @Schema(name = "ReplayDifference")
    record Difference(What what, @Nullable Long position, String row, String expected, String found)
            implements ReplayNote {}

    /**
     * The last word.
     *
     * @param complete false where it was given up after too many differences, or at a command that no rule can read
     */
    @Schema(name = "ReplayVerdict")
    record Verdict(boolean same, boolean complete, long positions, long lines, long differences)
            implements ReplayNote {}

    /** What a difference can be. */
    @Schema(name = "ReplayDifferenceKind")
    enum What {
        POSITION_MISSING,
        BODY_CHANGED,
        COMMAND_UNREADABLE,
        OUTCOME_DIFFERS,
        LAW_BROKEN,
        DAY_DIFFERS,
        VERSION_DIFFERS,
        CLOSED_DAY_DIFFERS,
        SETTLEMENT_DIFFERS,
        POSTING_DIFFERS,
        LINE_MISSING,
        LINE_UNEXPECTED,
        LINE_DIFFERS,
        BALANCE_DIFFERS,
        PLAN_LINE_DIFFERS,
        STATE_DIFFERS,
        HOLDING_DIFFERS
    }
}

package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.release.ExplainedRelease;
import io.wellspring.plan.release.WhyNoRelease;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day's releases with every number needed to work them out again, and the formulas with the numbers put in. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReleaseExplanation(
        @Schema(example = "1") String planId,
        @Schema(example = "Spring tea") String planName,
        LocalDate businessDay,

        @Schema(description = "Number of the version of the plan's parameters", example = "2")
        int parametersVersion,

        @Schema(example = "54.00") String released,

        @Schema(
                description =
                        "Why nothing was released; absent where something was, and where not the star is left out")
        @Nullable
        WhyNoRelease whyNothing,

        @Schema(description = "In all lots", example = "7500.00")
        String remainingBefore,

        @Schema(example = "7446.00") String remainingAfter,

        @JsonProperty("byLots") @Schema(description = "By the lots themselves", example = "36.00")
        String due,

        EarlyRelease referral,

        @Schema(description = "What each generation below released by itself, the nearest first")
        List<Part> generations,

        @Schema(description = "The member's; absent for none", example = "一星") @Nullable
        String star,

        EarlyRelease team,

        @Schema(description = "What came up to the star, by the highest star that it had met")
        List<Part> teams,

        EarlyRelease peer,

        @Schema(description = "What a star of the same height shares in; absent without a star") @Nullable
        Part peers,

        @Schema(description = "In Chinese or English", example = "[\"Friends of level 1: floor(36.00 × 50%) = 18.00\"]")
        List<String> formulas) {

    /** What was earned, and what of it remained to be released: by referral first, then by team, then by peers. */
    record EarlyRelease(
            @Schema(example = "18.00") String earned,
            @Schema(example = "18.00") String released) {

        static EarlyRelease of(ExplainedRelease.Early early) {
            return new EarlyRelease(points(early.earned()), points(early.released()));
        }
    }

    /** A part of what others released by themselves. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReleasePart")
    record Part(
            @Schema(description = "The star it had met; absent where none", example = "一星") @Nullable
            String star,

            @Schema(description = "Of what is below; for a star the difference to the one met", example = "0.50")
            String rate,

            @Schema(example = "36.00") String below) {

        static Part of(ExplainedRelease.Part part) {
            return new Part(part.name(), part.rate().toString(), points(part.below()));
        }
    }

    static ReleaseExplanation of(ExplainedRelease release, ReleaseWords words) {
        ExplainedRelease.Part peers = release.peers();
        return new ReleaseExplanation(
                Id.format(release.planId()),
                release.planName(),
                release.day(),
                release.version(),
                points(release.released()),
                release.whyNothing(),
                points(release.remaining()),
                points(release.remaining() - release.released()),
                points(release.due()),
                EarlyRelease.of(release.referral()),
                release.generations().stream().map(Part::of).toList(),
                release.star(),
                EarlyRelease.of(release.teams()),
                release.team().stream().map(Part::of).toList(),
                EarlyRelease.of(release.peer()),
                peers == null ? null : Part.of(peers),
                words.formulas(release));
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.POINT);
    }
}

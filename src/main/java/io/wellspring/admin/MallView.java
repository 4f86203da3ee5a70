package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.auth.mall.Mall;
import io.wellspring.auth.mall.MallSecret;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mall as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Mall")
record MallView(
        @Schema(description = "Stays for good: its orders are known by it", example = "3f9c2a7kq0xv")
        String id,

        @Schema(example = "Tea mall") String name,
        State state,

        @Schema(description = "The plans that it may feed", example = "[\"1\"]")
        List<String> planIds,

        @Schema(description = "Sum of orders a day, in yuan", example = "1000000.00")
        String dailyLimit,

        @Schema(description = "Those that stand, and the last that have ended, newest first")
        List<Secret> secrets,

        Instant createdAt,
        @Nullable Instant endedAt) {

    @Schema(name = "MallState")
    enum State {
        ACTIVE,
        ENDED
    }

    /** Of a secret, all but itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MallSecret")
    record Secret(
            @Schema(description = "To end it by", example = "1")
            String id,

            @Schema(description = "ENDED: it serves no more")
            State state,

            Instant createdAt,

            @Schema(description = "From when on it serves no more; absent where no end is set") @Nullable
            Instant endsAt,

            @Schema(description = "When a token was last issued for it, to the minute; absent where none was") @Nullable
            Instant lastUsedAt) {

        static Secret of(MallSecret secret) {
            return new Secret(
                    Id.format(secret.id()),
                    secret.ended() ? State.ENDED : State.ACTIVE,
                    secret.createdAt(),
                    secret.endsAt(),
                    secret.lastUsedAt());
        }
    }

    static MallView of(Mall mall, List<MallSecret> secrets) {
        return new MallView(
                mall.id(),
                mall.name(),
                mall.isEnded() ? State.ENDED : State.ACTIVE,
                mall.planIds().stream().map(Id::format).toList(),
                Amount.format(mall.dailyLimitFen(), AssetCode.CNY),
                secrets.stream().map(Secret::of).toList(),
                mall.createdAt(),
                mall.endedAt());
    }
}

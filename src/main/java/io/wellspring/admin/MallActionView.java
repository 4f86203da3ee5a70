package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.auth.mall.MallAction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that an operator did to a mall. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MallAction")
record MallActionView(
        @Schema(example = "1") String operatorId,
        MallAction.Kind kind,
        @Nullable String reason,

        @Schema(description = "The secret that was made or ended", example = "1") @Nullable
        String secretId,

        @Schema(description = "What of its terms changed") List<ChangedMall.FieldChange> changed,

        Instant doneAt) {

    static MallActionView of(MallAction action) {
        return new MallActionView(
                action.operatorId(),
                action.kind(),
                action.reason(),
                action.secretId() == null ? null : Id.format(action.secretId()),
                action.changes().stream().map(ChangedMall.FieldChange::of).toList(),
                action.doneAt());
    }
}

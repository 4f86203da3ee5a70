package io.wellspring.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.auth.mall.MallAction;
import java.util.List;

/** A mall as it is after a change, and what of it changed. */
record ChangedMall(
        MallView mall,

        @Schema(description = "Fields that have another value than before; empty where nothing changed")
        List<FieldChange> changed) {

    static ChangedMall of(MallView mall, List<MallAction.Change> changes) {
        return new ChangedMall(mall, changes.stream().map(FieldChange::of).toList());
    }

    /** One field that was given another value. */
    record FieldChange(
            @Schema(example = "name") String field,

            @Schema(description = "What it was; ids of plans separated by commas", example = "Tea mall")
            String from,

            @Schema(description = "What it is", example = "Book mall")
            String to) {

        static FieldChange of(MallAction.Change change) {
            return new FieldChange(change.field(), change.from(), change.to());
        }
    }
}

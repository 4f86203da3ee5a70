package io.wellspring.api;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values look like, and which those are.
 *
 * @param of fields, by their names or by those of their schema and their own; parameters and headers likewise
 * @param unit a few words behind the description, where it does not have them
 * @param fallback what stands for a value that is not given
 */
record ApiForm(
        List<String> of,
        @Nullable String unit,
        @Nullable String pattern,
        @Nullable String format,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Integer minItems,
        @Nullable Integer maxItems,
        @Nullable Object fallback) {

    ApiForm {
        of = of == null ? List.of() : of;
    }

    /** The same form with the owners that another file names; that file may leave out what the form is. */
    ApiForm and(ApiForm other) {
        return new ApiForm(
                ApiFiles.joined(of, other.of),
                unit == null ? other.unit : unit,
                pattern == null ? other.pattern : pattern,
                format == null ? other.format : format,
                minimum == null ? other.minimum : minimum,
                maximum == null ? other.maximum : maximum,
                minLength == null ? other.minLength : minLength,
                maxLength == null ? other.maxLength : maxLength,
                minItems == null ? other.minItems : minItems,
                maxItems == null ? other.maxItems : maxItems,
                fallback == null ? other.fallback : fallback);
    }

    boolean isOf(String owner, String name) {
        return of.contains(owner + "." + name) || of.contains(name);
    }

    /** What is said of the values of a list is said of each of them. */
    void shape(Schema<?> values) {
        values.minItems(minItems).maxItems(maxItems);
        Schema<?> each = values.getItems() == null ? values : values.getItems();
        each.pattern(pattern)
                .minLength(minLength)
                .maxLength(maxLength)
                .minimum(minimum)
                .maximum(maximum);
        if (format != null) {
            each.setFormat(format);
        }
        if (fallback != null) {
            each.setDefault(fallback);
        }
        if (unit != null
                && values.getDescription() != null
                && !values.getDescription().contains(unit)) {
            values.setDescription(values.getDescription() + ", " + unit);
        }
    }
}

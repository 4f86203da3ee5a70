package io.wellspring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description says which fields are there, and lets no two types become one. */
class SchemasTest {

    private final ModelConverters converters = new ModelConverters(true);

    @BeforeEach
    void addOurs() {
        converters.addConverter(new PresentFields());
        converters.addConverter(new SchemaNames());
    }

    @Test
    void aFieldIsThereUnlessItsTypeSaysThatItMayBeMissing() {
        assertThat(required(Told.class)).containsExactlyInAnyOrder("always", "list");
        assertThat(required(Sparse.class)).containsExactly("always");
    }

    @Test
    void twoTypesOfOneNameAreRefused() {
        converters.readAll(One.Same.class);
        converters.readAll(One.Same.class);
        assertThatThrownBy(() -> converters.readAll(Holder.class)).hasMessageContaining("Same");
    }

    private List<String> required(Class<?> type) {
        Schema<?> described = converters.read(type).get(type.getSimpleName());
        return described.getRequired();
    }

    record Told(String always, @Nullable String sometimes, List<String> list) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Sparse(String always, Map<String, String> details) {}

    record Holder(One.Same one, Other.Same other) {}

    interface One {
        record Same(String here) {}
    }

    interface Other {
        record Same(String there) {}
    }
}

package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellspring.member.Deed;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeedViewTest {

    @ParameterizedTest
    @EnumSource
    void everyDeedIsShown(Deed.Kind kind) {
        assertThatCode(() -> DeedView.of(new Deed(1, "1", kind, null, Instant.EPOCH)))
                .doesNotThrowAnyException();
    }
}

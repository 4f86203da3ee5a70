package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellspring.member.MemberAction;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberActionViewTest {

    @ParameterizedTest
    @EnumSource
    void everyDeedIsShown(MemberAction.Kind kind) {
        assertThatCode(() -> MemberActionView.of(new MemberAction(1, "1", kind, null, Instant.EPOCH)))
                .doesNotThrowAnyException();
    }
}

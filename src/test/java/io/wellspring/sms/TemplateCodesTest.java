package io.wellspring.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateCodesTest {

    @Test
    void whoeverEntersReadsTheWordsForSigningInWhereThereAreNoOthers() {
        assertThat(TemplateCodes.parse(AliyunStandIn.TEMPLATES))
                .containsOnlyKeys(Template.values())
                .containsEntry(Template.ENTER, "SMS_2");
        assertThat(TemplateCodes.parse(AliyunStandIn.TEMPLATES + ",ENTER=SMS_8"))
                .containsEntry(Template.ENTER, "SMS_8");
    }

    @Test
    void anotherTextThatHasNoCodeIsNamed() {
        assertThatThrownBy(() -> TemplateCodes.parse("REGISTER=SMS_1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No code for the template ENTER");
    }
}

package io.wellspring.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.test.StepVerifier;

class NoSenderTest {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(NoSender.class);

    @Test
    void anInstallationWithoutAProviderRefusesToSend() {
        context.withPropertyValues("wellspring.sms.sender=none")
                .run(started -> StepVerifier.create(started.getBean(SmsSender.class)
                                .send(SmsMessage.code("+8613800138000", Template.SIGN_IN, "123456")))
                        .verifyErrorMatches(failure ->
                                failure instanceof SmsFailure no && no.meaning() == SmsFailure.Meaning.OUR_FAULT));
    }

    @Test
    void anotherChoiceLeavesThePlaceToAnotherSender() {
        context.withPropertyValues("wellspring.sms.sender=outbox")
                .run(started -> assertThat(started).doesNotHaveBean(SmsSender.class));
    }
}

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
                                .send(new SmsMessage("+8613800138000", Purpose.SIGN_IN, "123456")))
                        .expectErrorMessage("sms-unavailable")
                        .verify());
    }

    @Test
    void anotherChoiceLeavesThePlaceToAnotherSender() {
        context.withPropertyValues("wellspring.sms.sender=outbox")
                .run(started -> assertThat(started).doesNotHaveBean(SmsSender.class));
    }
}

package io.wellspring.sms;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** For an installation without a provider: it says no instead of pretending that a message was sent. */
@Component
@ConditionalOnProperty(name = "wellspring.sms.sender", havingValue = "none")
class NoSender implements SmsSender {

    @Override
    public Mono<String> send(SmsMessage message) {
        return Mono.error(() -> new SmsFailure(SmsFailure.Meaning.OUR_FAULT, "no-provider"));
    }
}

package io.wellspring.sms;

import reactor.core.publisher.Mono;

/** The door to a provider of text messages; the setting {@code wellspring.sms.sender} chooses which. */
public interface SmsSender {

    /**
     * Hands a message to the provider once, and gives the provider's own number for it when it was accepted. Fails with
     * an {@link SmsFailure} that says what the failure means; any other failure leaves open whether it was accepted.
     */
    Mono<String> send(SmsMessage message);
}

package io.wellspring.sms;

import reactor.core.publisher.Mono;

/** The door to a provider of text messages; the setting {@code wellspring.sms.sender} chooses which. */
public interface SmsSender {

    /**
     * Hands a message to the provider; completes when the provider has accepted it.
     * Whoever subscribes sets the timeout; every failure is told to the caller as SMS_UNAVAILABLE.
     */
    Mono<Void> send(SmsMessage message);
}

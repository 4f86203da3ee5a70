package io.wellspring.sms;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What became of each message: asked for, accepted or not, delivered, its code used. It names no number, only the block
 * that a number is in, so that it can be held against the provider's bill and against abuse.
 */
@Component
class SentMessages {

    private final DatabaseClient database;
    private final SmsSettings.Prefixes prefixes;

    SentMessages(DatabaseClient database, SmsSettings settings) {
        this.database = database;
        this.prefixes = settings.prefixes();
    }

    /** Written before the provider is asked, so that no message is sent that nobody knows of. */
    Mono<Void> asked(SmsMessage message) {
        return database.sql("INSERT INTO sms_message (id, prefix, template) VALUES (:id, :prefix, :template)")
                .bind("id", message.id())
                .bind("prefix", prefixes.of(message.phone()))
                .bind("template", message.template().name())
                .then();
    }

    Mono<Void> accepted(UUID id, String providerId) {
        return database.sql("UPDATE sms_message SET outcome = 'ACCEPTED', provider_id = :provider WHERE id = :id")
                .bind("id", id)
                .bind("provider", providerId)
                .then();
    }

    Mono<Void> failed(UUID id, SmsFailure failure) {
        return database.sql("UPDATE sms_message SET outcome = :outcome, provider_code = :code WHERE id = :id")
                .bind("id", id)
                .bind("outcome", failure.meaning().name())
                .bind("code", String.valueOf(failure.getMessage()))
                .then();
    }

    /** Its code was used, by the first of several reports of it. */
    Mono<Void> verified(UUID id) {
        return database.sql("UPDATE sms_message SET verified_at = now() WHERE id = :id AND verified_at IS NULL")
                .bind("id", id)
                .then();
    }
}

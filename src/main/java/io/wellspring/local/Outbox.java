package io.wellspring.local;

import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SmsSender;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Takes messages in place of phones and keeps the latest, in memory only. */
final class Outbox implements SmsSender {

    static final int CAPACITY = 1000;

    private final Deque<Sent> latestFirst = new ArrayDeque<>();
    private final Clock clock;

    Outbox(Clock clock) {
        this.clock = clock;
    }

    /** A message as the outbox shows it. */
    record Sent(String phone, String purpose, @Nullable String code, Instant sentAt) {}

    @Override
    public Mono<String> send(SmsMessage message) {
        return Mono.fromCallable(() -> keep(message));
    }

    /** What was sent to this number, newest first; with or without +86 and blanks. No digits mean every number. */
    synchronized List<Sent> sentTo(String phone) {
        String digits = digits(phone);
        return latestFirst.stream()
                .filter(sent -> digits.isEmpty() || isSame(digits(sent.phone()), digits))
                .toList();
    }

    private synchronized String keep(SmsMessage message) {
        latestFirst.addFirst(new Sent(message.phone(), message.template().name(), message.code(), clock.instant()));
        if (latestFirst.size() > CAPACITY) {
            latestFirst.removeLast();
        }
        return message.id().toString();
    }

    private static boolean isSame(String international, String asked) {
        return international.equals(asked) || international.equals("86" + asked);
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }
}

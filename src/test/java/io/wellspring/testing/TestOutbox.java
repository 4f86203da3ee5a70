package io.wellspring.testing;

import io.wellspring.member.Phone;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SmsSender;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import reactor.core.publisher.Mono;

/** Keeps the messages of a test instead of sending them. */
@TestConfiguration(proxyBeanMethods = false)
public class TestOutbox implements SmsSender {

    private final List<SmsMessage> sent = new CopyOnWriteArrayList<>();

    @Override
    public Mono<String> send(SmsMessage message) {
        return Mono.fromSupplier(() -> {
            SeenSecrets.inMessage(message.code());
            sent.add(message);
            return "outbox";
        });
    }

    /** The newest code that was sent to a number, in any of its forms. */
    public String codeFor(String phone) {
        List<SmsMessage> messages = messagesTo(phone);
        return Objects.requireNonNull(messages.get(messages.size() - 1).code());
    }

    /** How many messages there were in all. */
    public int count() {
        return sent.size();
    }

    public List<SmsMessage> messagesTo(String phone) {
        String number = Phone.parse(phone).e164();
        return sent.stream().filter(message -> message.phone().equals(number)).toList();
    }
}

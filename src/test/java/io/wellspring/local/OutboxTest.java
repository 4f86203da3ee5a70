package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.Template;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {

    private final Outbox outbox = new Outbox(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"13800138000", "+8613800138000", "8613800138000", " 8613800138000", "138 0013 8000"})
    void aNumberIsFoundHoweverItIsWritten(String phone) {
        send("+8613900139000", "111111");
        send("+8613800138000", "222222");
        send("+8613800138000", "333333");

        assertThat(outbox.sentTo(phone)).extracting(Outbox.Sent::code).containsExactly("333333", "222222");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3800138000", "+113800138000", "0"})
    void anotherNumberIsNot(String phone) {
        send("+8613800138000", "222222");

        assertThat(outbox.sentTo(phone)).isEmpty();
    }

    @Test
    void onlyTheLatestThousandAreKept() {
        IntStream.rangeClosed(0, Outbox.CAPACITY).parallel().forEach(code -> send("+8613800138000", "" + code));

        assertThat(outbox.sentTo("")).hasSize(Outbox.CAPACITY);
    }

    private void send(String phone, String code) {
        outbox.send(SmsMessage.code(phone, Template.REGISTER, code)).block();
    }
}

package io.wellspring.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Schedulers;

/** What every sender of messages keeps to, whichever provider is behind it. */
public abstract class SmsSenderContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PHONE = "+8613800138000";
    private static final String CODE = "830417";

    protected abstract SmsSender sender();

    /** How many messages have arrived so far. */
    protected abstract int arrived();

    @Test
    void nothingIsSentUntilSomebodyWaitsForIt() {
        int before = arrived();
        Mono<String> sending = sender().send(message());
        assertThat(arrived()).isEqualTo(before);
        outcome(sending);
    }

    /** A sender that ends with neither would let a code be kept that nobody was sent. */
    @Test
    void itGivesOneNumberForWhatArrivedOrFailsAndSaysWhat() {
        int before = arrived();
        Signal<String> outcome = outcome(sender().send(message()));
        if (outcome.isOnNext()) {
            assertThat(outcome.get()).isNotBlank();
            assertThat(arrived()).isEqualTo(before + 1);
        } else {
            assertThat(outcome.getThrowable()).isInstanceOf(SmsFailure.class);
            assertThat(arrived()).isEqualTo(before);
        }
    }

    @Test
    void eachTimeItIsAskedItSendsAtMostOnce() {
        int before = arrived();
        Mono<String> sending = sender().send(message());
        List<Boolean> accepted =
                List.of(outcome(sending).isOnNext(), outcome(sending).isOnNext());
        assertThat(arrived() - before)
                .isEqualTo(accepted.stream().filter(each -> each).count());
    }

    @Test
    void noticesAreSentLikeCodes() {
        assertThat(outcome(sender().send(SmsMessage.notice(PHONE))).isOnNext())
                .isEqualTo(outcome(sender().send(message())).isOnNext());
    }

    @Test
    void whatItSaysHasNeitherTheNumberNorTheCode() {
        assertThat(String.valueOf(outcome(sender().send(message()))))
                .doesNotContain(CODE)
                .doesNotContain("13800138000");
    }

    private static SmsMessage message() {
        return SmsMessage.code(PHONE, Template.SIGN_IN, CODE);
    }

    /** From a thread on which nothing may block; empty is a signal too. */
    private static Signal<String> outcome(Mono<String> sending) {
        return sending.subscribeOn(Schedulers.parallel())
                .materialize()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }
}

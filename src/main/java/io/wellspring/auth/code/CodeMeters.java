package io.wellspring.auth.code;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.sms.SmsRefusal;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What becomes of codes: {@code wellspring.sms.refused}, asked for and not sent, by reason; {@code wellspring.sms.codes},
 * tried, by purpose. Never to which number.
 */
@Component
class CodeMeters {

    private static final List<RefusalCode> EXPECTED =
            List.of(SmsRefusal.TOO_MANY_CODES, SmsRefusal.CHALLENGE_REQUIRED, SmsRefusal.SMS_UNAVAILABLE);

    private final MeterRegistry meters;

    CodeMeters(MeterRegistry meters) {
        this.meters = meters;
        EXPECTED.forEach(reason -> refused(reason, 0));
        for (Purpose purpose : Purpose.values()) {
            tried(purpose, "verified", 0);
            tried(purpose, "wrong", 0);
        }
    }

    void refused(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            refused(refusal.code(), 1);
        }
    }

    void verified(Purpose purpose) {
        tried(purpose, "verified", 1);
    }

    /** Only a code that was looked at was wrong; a try that was not let in says nothing of it. */
    void failed(Purpose purpose, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.code() == GuessRefusal.CODE_WRONG) {
            tried(purpose, "wrong", 1);
        }
    }

    private void refused(RefusalCode reason, int requests) {
        Counter.builder("wellspring.sms.refused")
                .description("Codes that were asked for and not sent, by reason")
                .tag("reason", reason.text())
                .register(meters)
                .increment(requests);
    }

    private void tried(Purpose purpose, String outcome, int tries) {
        Counter.builder("wellspring.sms.codes")
                .description("Codes that were tried, by purpose and outcome")
                .tags("purpose", purpose.name(), "outcome", outcome)
                .register(meters)
                .increment(tries);
    }
}

package io.wellspring.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.sms.SmsFailure.Meaning;
import org.springframework.stereotype.Component;

/** Counts messages by what they say and what the provider said to them. */
@Component
class SmsMeters {

    private final MeterRegistry meters;

    SmsMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Template template : Template.values()) {
            count(template, "ACCEPTED", 0);
            for (Meaning meaning : Meaning.values()) {
                count(template, meaning.name(), 0);
            }
        }
    }

    void accepted(Template template) {
        count(template, "ACCEPTED", 1);
    }

    void failed(Template template, Meaning meaning) {
        count(template, meaning.name(), 1);
    }

    private void count(Template template, String outcome, int messages) {
        Counter.builder("wellspring.sms.messages")
                .description("Text messages, by what they say and what the provider said to them")
                .tags("template", template.name(), "outcome", outcome)
                .register(meters)
                .increment(messages);
    }
}

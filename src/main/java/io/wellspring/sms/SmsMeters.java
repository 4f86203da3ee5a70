package io.wellspring.sms;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.sms.SmsFailure.Meaning;
import org.springframework.stereotype.Component;

/** Counts messages by what they say and what the provider said to them. */
@Component
class SmsMeters {

    private final MeterRegistry meters;

    SmsMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void accepted(Template template) {
        count(template, "ACCEPTED");
    }

    void failed(Template template, Meaning meaning) {
        count(template, meaning.name());
    }

    private void count(Template template, String outcome) {
        meters.counter("wellspring.sms.messages", "template", template.name(), "outcome", outcome)
                .increment();
    }
}

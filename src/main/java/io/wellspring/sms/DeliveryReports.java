package io.wellspring.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what the provider reports of messages, of each the first report. It may come again, and changes nothing then. */
@Component
class DeliveryReports {

    private static final String DELIVERIES = "wellspring.sms.deliveries";

    private final DatabaseClient database;
    private final Counter arrived;
    private final Counter lost;

    DeliveryReports(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.arrived = counter("delivered", meters);
        this.lost = counter("undelivered", meters);
    }

    Mono<Void> keep(List<DeliveryReport> reports) {
        if (reports.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        UPDATE sms_message AS message
                           SET delivered = report.delivered, delivery_code = report.code, reported_at = now()
                          FROM unnest(:ids::uuid[], :delivered::boolean[], :codes::text[])
                               AS report (id, delivered, code)
                         WHERE message.id = report.id AND message.reported_at IS NULL
                        RETURNING message.delivered
                        """)
                .bind("ids", reports.stream().map(DeliveryReport::id).toArray(UUID[]::new))
                .bind(
                        "delivered",
                        reports.stream().map(DeliveryReport::delivered).toArray(Boolean[]::new))
                .bind("codes", reports.stream().map(DeliveryReport::code).toArray(String[]::new))
                .map(row -> Boolean.TRUE.equals(row.get("delivered", Boolean.class)))
                .all()
                .doOnNext(this::count)
                .then();
    }

    private void count(boolean delivered) {
        (delivered ? arrived : lost).increment();
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder(DELIVERIES)
                .description("Messages that reached their phone or did not, as networks report")
                .tag("outcome", outcome)
                .register(meters);
    }
}

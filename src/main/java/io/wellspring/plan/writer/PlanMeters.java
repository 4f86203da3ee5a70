package io.wellspring.plan.writer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.settlement.ProofFailed;
import io.wellspring.plan.writer.PlanWriter.Written;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts what the writer of this node did. What an alert waits for is there from the start, at zero. */
@Component
class PlanMeters {

    private final MeterRegistry meters;
    private final Counter decided;
    private final Counter failed;
    private final Counter retried;
    private final Counter unserved;
    private final Counter stalled;
    private final Counter unproved;
    private final Timer batch;
    private final DistributionSummary commands;

    PlanMeters(MeterRegistry meters) {
        this.meters = meters;
        Stream.of(PlanKind.values()).map(PlanKind::name).forEach(this::age);
        this.decided = counter("commands.decided", "Commands that writers of this node decided");
        this.failed = counter("commands.failed", "Commands that failed in a plan's rules and were set aside");
        this.retried = counter("retried", "Batches that were begun and had to be tried again");
        this.unserved = counter("unserved", "Times that the database did not serve a plan ten times in a row");
        this.stalled = counter("stalled", "Times that a plan was found to be unable to go on");
        this.unproved = counter("proof.failed", "Settlements that did not pass their proof");
        this.batch = Timer.builder("wellspring.plan.batch")
                .description("How long a transaction of a plan's writer takes")
                .register(meters);
        this.commands = DistributionSummary.builder("wellspring.plan.batch.commands")
                .description("Commands that one transaction of a writer decides")
                .register(meters);
    }

    /** A transaction of the writer; one that only settles or resumes decides no command. */
    void written(Written written, Duration took) {
        batch.record(took);
        if (written.commands() > 0) {
            decided.increment(written.commands());
            commands.record(written.commands());
        }
        String kind = written.plan().kind().name();
        Timer age = age(kind);
        written.waited().forEach(waited -> age.record(waited.plus(took)));
        written.refused().forEach((reason, count) -> refused(kind, reason).increment(count));
    }

    private Timer age(String kind) {
        return Timer.builder("wellspring.plan.command.age")
                .description("From the moment a command is accepted to the commit of what it did, by its plan's kind")
                .tag("kind", kind)
                .register(meters);
    }

    private Counter refused(String kind, RefusalCode reason) {
        return Counter.builder("wellspring.plan.commands.refused")
                .description("Commands that a plan's rules refused, by its kind and the reason")
                .tags("kind", kind, "reason", reason.text())
                .register(meters);
    }

    private Counter counter(String name, String description) {
        return Counter.builder("wellspring.plan." + name)
                .description(description)
                .register(meters);
    }

    void failed() {
        failed.increment();
    }

    void retried() {
        retried.increment();
    }

    /** The database did not serve a plan many times in a row: nothing is wrong with the plan. */
    void unserved() {
        unserved.increment();
    }

    void stalled(Throwable failure) {
        stalled.increment();
        if (failure instanceof ProofFailed) {
            unproved.increment();
        }
    }
}

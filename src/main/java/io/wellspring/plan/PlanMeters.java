package io.wellspring.plan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.wellspring.plan.PlanWriter.Written;
import java.time.Duration;
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
        this.decided = meters.counter("wellspring.plan.commands.decided");
        this.failed = meters.counter("wellspring.plan.commands.failed");
        this.retried = meters.counter("wellspring.plan.retried");
        this.unserved = meters.counter("wellspring.plan.unserved");
        this.stalled = meters.counter("wellspring.plan.stalled");
        this.unproved = meters.counter("wellspring.plan.proof.failed");
        this.batch = meters.timer("wellspring.plan.batch");
        this.commands = meters.summary("wellspring.plan.batch.commands");
    }

    /** A transaction of the writer; one that only settles or resumes decides no command. */
    void written(Written written, Duration took) {
        batch.record(took);
        if (written.commands() > 0) {
            decided.increment(written.commands());
            commands.record(written.commands());
        }
        String kind = written.plan().kind().name();
        written.refused()
                .forEach((reason, count) -> meters.counter(
                                "wellspring.plan.commands.refused", "kind", kind, "reason", reason.text())
                        .increment(count));
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

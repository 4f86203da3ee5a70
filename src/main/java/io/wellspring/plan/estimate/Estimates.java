package io.wellspring.plan.estimate;

import io.wellspring.patience.Seldom;
import io.wellspring.plan.loop.LoopEstimates;
import io.wellspring.plan.release.ReleaseEstimates;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What today would bring members, provisional until the day is settled: for many with a few looks. */
@Component
public class Estimates {

    private static final Seldom LEFT_OUT = new Seldom(Duration.ofMinutes(1));
    private static final Logger log = LoggerFactory.getLogger(Estimates.class);

    private final LoopEstimates loop;
    private final ReleaseEstimates release;

    Estimates(LoopEstimates loop, ReleaseEstimates release) {
        this.loop = loop;
        this.release = release;
    }

    /** Of the plans that could bring something, also where it is nothing yet. What cannot be counted in time is left out: it is provisional anyway. */
    public Flux<Estimate> of(Collection<Long> memberIds) {
        return Flux.concat(leftOutIfSlow(loop.of(memberIds)), leftOutIfSlow(release.of(memberIds)));
    }

    private static Flux<Estimate> leftOutIfSlow(Flux<Estimate> estimates) {
        return estimates.onErrorResume(slow -> {
            if (LEFT_OUT.mayTell().isPresent()) {
                log.warn("no estimates: {}", slow.toString());
            }
            return Flux.empty();
        });
    }
}

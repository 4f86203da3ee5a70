package io.wellspring.plan.estimate;

import java.util.Collection;
import reactor.core.publisher.Flux;

/** What today would bring members in the plans of one kind. */
public interface EstimatesOfKind {

    /** Of the plans that could bring something, also where it is nothing yet. */
    Flux<Estimate> of(Collection<Long> memberIds);
}

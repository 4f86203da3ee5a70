package io.wellspring.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Up to which version of each plan this node knows whom the batches touched. */
@Component
class Heard {

    private final Map<Long, Long> versions = new ConcurrentHashMap<>();

    Map<Long, Long> versions() {
        return versions;
    }

    /** Whether it is known whom all batches up to a version touched; of a plan that nothing was heard of nobody waits. */
    boolean hasAll(long planId, long version) {
        Long known = versions.get(planId);
        return known == null || known >= version;
    }
}

package io.wellspring.member;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

public interface Members {
    Mono<Map<Long, Long>> referrersOf(Collection<Long> memberIds);
}

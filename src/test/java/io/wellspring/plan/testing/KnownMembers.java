package io.wellspring.plan.testing;

import io.wellspring.member.Members;
import io.wellspring.member.Networks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.springframework.context.support.GenericApplicationContext;
import reactor.core.publisher.Mono;

/** Who recommended whom, as the tests of plans say it. The one place that knows how plans ask for it. */
public final class KnownMembers {

    private final Map<Long, Long> referrers = new ConcurrentHashMap<>();

    public KnownMembers referred(long member, long by) {
        referrers.put(member, by);
        return this;
    }

    public void register(GenericApplicationContext context) {
        Members members = Mockito.mock(Members.class);
        Mockito.when(members.referrersOf(ArgumentMatchers.anyCollection()))
                .thenAnswer(asked -> referrersOf(asked.getArgument(0)));
        Mockito.when(members.above(ArgumentMatchers.anyCollection())).thenAnswer(asked -> above(asked.getArgument(0)));
        context.registerBean(Members.class, () -> members);
        context.registerBean(Networks.class, () -> Mockito.mock(Networks.class));
    }

    private Mono<Map<Long, Long>> above(Collection<Long> members) {
        Map<Long, Long> above = new HashMap<>();
        for (long member : members) {
            for (Long next = member; referrers.containsKey(next); next = referrers.get(next)) {
                above.put(next, referrers.get(next));
            }
        }
        return Mono.just(above);
    }

    private Mono<Map<Long, Long>> referrersOf(Collection<Long> members) {
        Map<Long, Long> known = new HashMap<>();
        members.stream()
                .filter(member -> Objects.nonNull(referrers.get(member)))
                .forEach(member -> known.put(member, referrers.get(member)));
        return Mono.just(known);
    }
}

package io.wellspring.live;

import java.util.Collection;
import reactor.core.publisher.Flux;

/** Reads what members have, of many with a few looks. */
public interface MemberPictures {

    /** One picture for each of the members, in no order. */
    Flux<MemberPicture> of(Collection<Long> memberIds);
}

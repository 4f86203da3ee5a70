package io.wellspring.live;

import io.wellspring.plan.catalogue.HeldPlan;
import java.util.Map;
import java.util.Set;

/** What a member has, as it was read last; what it is worth follows the plans. */
public interface MemberPicture {

    long memberId();

    /** Of which the worth of the member's holdings follows. */
    Set<Long> plans();

    /** Whose changes make it old, because something was worked out by them when it was read. */
    Set<Long> estimated();

    /** Whether something in it was worked out at an earlier moment than the rest, and is to be read again soon. */
    boolean isBehind();

    /**
     * What the member is shown, to be written as JSON.
     *
     * @param plans as they stand now; one that is not known yet is left out
     */
    Object at(Map<Long, HeldPlan> plans);
}

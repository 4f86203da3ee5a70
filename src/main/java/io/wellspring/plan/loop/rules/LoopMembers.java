package io.wellspring.plan.loop.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members that a batch touches, as they are while it runs. */
public final class LoopMembers {

    private final Map<Long, LoopMember> members = new HashMap<>();
    private final Map<Long, LoopMember> changed = new TreeMap<>();

    /** @param known those that have something in the plan already; any other begins with nothing */
    public LoopMembers(Collection<LoopMember> known) {
        known.forEach(member -> members.put(member.memberId(), member));
    }

    public LoopMember of(long memberId) {
        return members.getOrDefault(memberId, new LoopMember(memberId, 0, 0));
    }

    /** Those that are not as they were, by id. */
    public List<LoopMember> changed() {
        return List.copyOf(changed.values());
    }

    void grant(long memberId, LoopGrant grant) {
        LoopMember after = of(memberId).granted(grant);
        members.put(memberId, after);
        changed.put(memberId, after);
    }
}

package io.wellspring.plan.loop.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The members that a batch touches, as they are while it runs. */
public final class LoopMembers {

    private final Map<Long, LoopMember> members = new HashMap<>();
    private final Map<Long, LoopMember> before = new HashMap<>();
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

    /** What all of them have more than before. */
    LoopGrant gained() {
        LoopGrant gained = LoopGrant.NONE;
        for (LoopMember after : changed.values()) {
            LoopMember was = Objects.requireNonNull(before.get(after.memberId()));
            gained = gained.plus(new LoopGrant(after.quota() - was.quota(), after.shares() - was.shares()));
        }
        return gained;
    }

    /** The lowest quota or shares that a changed member is left with; 0 where none changed. */
    long lowestBalance() {
        return changed.values().stream()
                .mapToLong(member -> Math.min(member.quota(), member.shares()))
                .min()
                .orElse(0);
    }

    void grant(long memberId, LoopGrant grant) {
        before.putIfAbsent(memberId, of(memberId));
        LoopMember after = of(memberId).granted(grant);
        members.put(memberId, after);
        changed.put(memberId, after);
    }
}

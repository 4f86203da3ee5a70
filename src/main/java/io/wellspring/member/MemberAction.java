package io.wellspring.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that an operator did to a member, and why. */
public record MemberAction(
        long id, String operatorId, Kind kind, @Nullable String reason, Instant doneAt) {

    /** What operators can do to a member. */
    public enum Kind {
        LOCKED,
        UNLOCKED,
        PHONE_CHANGE_APPROVED,
        PHONE_CHANGE_REJECTED
    }
}

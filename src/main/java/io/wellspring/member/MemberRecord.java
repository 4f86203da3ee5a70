package io.wellspring.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a member.
 *
 * @param phone masked; none where the account is closed
 * @param lockReason why an operator locked it; none where it is not locked
 */
public record MemberRecord(
        long id,
        MemberState state,
        @Nullable String phone,
        @Nullable Long referrerId,
        String referralCode,
        Instant joinedAt,
        @Nullable String lockReason,
        @Nullable Instant closedAt) {}

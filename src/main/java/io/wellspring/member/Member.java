package io.wellspring.member;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person known by one phone number.
 *
 * @param id from 10001
 * @param referrerId who invited this member, fixed at registration and always the lower id
 * @param referralCode 8 characters that invite others
 * @param phone masked, as 138****1234
 */
public record Member(long id, @Nullable Long referrerId, String referralCode, String phone, Instant joinedAt) {}

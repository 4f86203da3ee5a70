package io.wellspring.auth.caller;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of all rooms for signing in; every limit is one of them.
 *
 * @param codeKey base64 of 32 bytes, under which codes and the names of Redis keys are hashed; several separated by
 *     commas, the first of which makes and all of which find
 * @param signingKeys a JWK set with private P-256 keys; the first signs, all verify
 * @param redisTimeoutMillis how long a call waits for Redis before it is refused
 * @param endedSessionTimeoutMillis how long a read waits for Redis before it is let pass
 */
@Validated
@ConfigurationProperties("wellspring.auth")
public record AuthSettings(
        @NotBlank String codeKey,
        @NotBlank String signingKeys,
        @DefaultValue("800") @Min(1) long redisTimeoutMillis,
        @DefaultValue("200") @Min(1) long endedSessionTimeoutMillis,
        @DefaultValue @Valid Codes codes,
        @DefaultValue @Valid Tries tries,
        @DefaultValue @Valid Tokens tokens,
        @DefaultValue @Valid Passwords passwords,
        @DefaultValue @Valid Pruning pruning) {

    /** The defaults stay within what the provider itself allows per number. */
    public record Codes(
            @DefaultValue("300") @Min(1) int lifeSeconds,
            @DefaultValue("5") @Min(1) int wrongTries,
            @DefaultValue("1") @Min(1) int perNumberPerMinute,
            @DefaultValue("5") @Min(1) int perNumberPerHour,
            @DefaultValue("10") @Min(1) int perNumberPerDay,
            @DefaultValue("30") @Min(1) int perAddressPerHour,
            @DefaultValue("300") @Min(1) int challengesPerAddressPerHour,
            @DefaultValue("5") @Min(1) int noticesPerNumberPerDay,
            @DefaultValue("+86") @NotEmpty Set<String> countryCodes) {}

    /**
     * Failures of passwords and codes, counted by who is claimed and by where the claim comes from.
     *
     * @param failuresPerNamePerDay from everywhere, after which a member's password is locked
     */
    public record Tries(
            @DefaultValue("10") @Min(1) int failuresPerName,
            @DefaultValue("100") @Min(1) int failuresPerNameEverywhere,
            @DefaultValue("100") @Min(1) int failuresPerAddress,
            @DefaultValue("900") @Min(1) int windowSeconds,
            @DefaultValue("100") @Min(1) int failuresPerNamePerDay) {}

    /**
     * Access and refresh tokens, and the sessions that they belong to.
     *
     * @param verifiedRemembered access tokens whose signature a node remembers as good, at most
     */
    public record Tokens(
            @DefaultValue("900") @Min(1) int accessSeconds,
            @DefaultValue("30") @Min(0) int clockSkewSeconds,
            @DefaultValue("60") @Min(0) int refreshGraceSeconds,
            @DefaultValue("30") @Min(1) int sessionDays,
            @DefaultValue("20") @Min(1) int sessionsPerMember,
            @DefaultValue("20000") @Min(0) int verifiedRemembered) {

        /** As long as any node may still accept an access token that is issued now. */
        public Duration longestUse() {
            return Duration.ofSeconds((long) accessSeconds + clockSkewSeconds);
        }
    }

    /** Each hash takes a core for some 50 ms and 19 MiB, so few run at once and few wait. */
    public record Passwords(
            @DefaultValue("2") @Min(1) int threads,
            @DefaultValue("32") @Min(1) int queuePerThread,
            @DefaultValue("5") @Min(1) int timeoutSeconds) {}

    /**
     * When sessions and tokens that serve no more are removed.
     *
     * @param periodSeconds between two rounds
     * @param batchRows removed in one statement
     * @param batches of each kind in one round, at most
     * @param endedSessionDays how long an ended session is kept, so that its tokens are told that it has ended
     */
    public record Pruning(
            @DefaultValue("300") @Min(1) int periodSeconds,
            @DefaultValue("1000") @Min(1) int batchRows,
            @DefaultValue("50") @Min(1) int batches,
            @DefaultValue("7") @Min(1) int endedSessionDays) {}

    public Duration redisTimeout() {
        return Duration.ofMillis(redisTimeoutMillis);
    }

    @Override
    public String toString() {
        return "AuthSettings[keys=****, codes=" + codes + ", tries=" + tries + ", tokens=" + tokens + "]";
    }
}

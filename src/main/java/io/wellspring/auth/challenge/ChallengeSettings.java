package io.wellspring.auth.challenge;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which challenges are asked for.
 *
 * @param provider none; siteverify, the form of answer that most providers share; a local run has its own
 * @param url where answers are verified
 * @param secret that the provider knows us by
 * @param timeoutMillis how long the provider may take
 */
@Validated
@ConfigurationProperties("wellspring.auth.challenge")
record ChallengeSettings(
        @DefaultValue("none") String provider,
        @DefaultValue("") String url,
        @DefaultValue("") String secret,
        @DefaultValue("3000") @Min(1) long timeoutMillis) {

    ChallengeSettings {
        if (provider.equals("siteverify") && (url.isBlank() || secret.isBlank())) {
            throw new IllegalArgumentException("Challenges by siteverify need a url and a secret.");
        }
    }

    @Override
    public String toString() {
        return "ChallengeSettings[provider=" + provider + ", url=" + url + "]";
    }
}

package io.wellspring.member;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this room.
 *
 * @param phoneKeys "id:base64 of 32 bytes", several with commas between; the first encrypts, all find
 */
@Validated
@ConfigurationProperties("wellspring.member")
record MemberSettings(@NotBlank String phoneKeys) {

    @Override
    public String toString() {
        return "MemberSettings[phoneKeys=****]";
    }
}

package io.wellspring.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets who has proved who they are.
 *
 * @param refreshToken none for a client
 * @param expiresInSeconds life of the access token
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IssuedTokens(String accessToken, @Nullable String refreshToken, long expiresInSeconds) {

    /** Never the tokens. */
    @Override
    public String toString() {
        return "IssuedTokens[****]";
    }
}

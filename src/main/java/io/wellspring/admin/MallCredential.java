package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.auth.mall.MallChanges;
import org.jspecify.annotations.Nullable;

/** What a mall signs in with, by the grant clientCredentials. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MallCredential(
        @Schema(example = "3f9c2a7kq0xv") String mallId,

        @Schema(description = "To end it by", example = "1") String secretId,

        @Schema(description = "The same as mallId, and the same with every secret", example = "3f9c2a7kq0xv")
        String clientId,

        @Schema(description = "Shown this once; absent where the request was a repeat", example = "x9wLr2Vb7QhTn4Kd")
        @Nullable
        String clientSecret) {

    static final String KEY = "1 to 100 visible ASCII characters; a repeat under it makes nothing more";

    static MallCredential of(MallChanges.Credential made) {
        return new MallCredential(made.mallId(), Id.format(made.secretId()), made.mallId(), made.secret());
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "MallCredential[mallId=" + mallId + ", secretId=" + secretId + "]";
    }
}

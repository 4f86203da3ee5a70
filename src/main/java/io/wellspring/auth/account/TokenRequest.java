package io.wellspring.auth.account;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;
import static io.wellspring.auth.caller.Origin.CHALLENGE;
import static io.wellspring.auth.caller.Origin.DEVICE;
import static io.wellspring.refusal.GeneralRefusal.UNKNOWN_FIELD;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.Origin;
import io.wellspring.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for tokens; which fields belong depends on the grant, and no other may be there. */
record TokenRequest(
        @Schema(requiredMode = REQUIRED) @Nullable TokenGrant grant,

        @Nullable String phone,
        @Nullable String operatorName,
        @Nullable String password,
        @Nullable String code,
        @Nullable String refreshToken,
        @Nullable String clientId,
        @Nullable String clientSecret,

        @Schema(description = "Name of the device, at most 60 characters", example = "Li's phone") @Nullable
        String device,

        @Schema(description = "The answer to a challenge, where one is required") @Nullable
        String challenge) {

    /** The fields that may be missing wherever they belong; {@link Origin} reads them. */
    private static final List<String> OPTIONAL = List.of(DEVICE, CHALLENGE);

    /** The fields that one grant needs, by name; none may be there besides but those that belong and may be missing. */
    Map<String, String> fieldsOf(String... names) {
        Map<String, @Nullable String> given = given();
        for (String name : given.keySet()) {
            if (given.get(name) != null && !List.of(names).contains(name)) {
                throw Refusal.of(UNKNOWN_FIELD).with("field", name);
            }
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : names) {
            if (!OPTIONAL.contains(name)) {
                fields.put(name, Required.field(name, given.get(name)));
            }
        }
        return fields;
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return "TokenRequest[****]";
    }

    private Map<String, @Nullable String> given() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("phone", phone);
        given.put("operatorName", operatorName);
        given.put("password", password);
        given.put("code", code);
        given.put("refreshToken", refreshToken);
        given.put("clientId", clientId);
        given.put("clientSecret", clientSecret);
        given.put(DEVICE, device);
        given.put(CHALLENGE, challenge);
        return given;
    }
}

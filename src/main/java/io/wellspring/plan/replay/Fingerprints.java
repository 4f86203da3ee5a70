package io.wellspring.plan.replay;

import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.DecidedCommand;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.log.RedemptionBody;
import io.wellspring.plan.log.VersionWithdrawal;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the fingerprints of logged bodies again. Those of parameters that were given whole were taken of words that
 * the log does not keep, and ticks have none.
 */
final class Fingerprints {

    private final JsonMapper json;

    Fingerprints(JsonMapper json) {
        this.json = json;
    }

    /** Whether the body is still the one that was appended, as far as that can be told. */
    boolean agree(long planId, DecidedCommand decided) {
        try {
            byte[] print = print(planId, decided);
            return print == null || ByteBuffer.wrap(print).equals(decided.fingerprint());
        } catch (JacksonException unreadable) {
            return decided.isFailed();
        }
    }

    private byte @Nullable [] print(long planId, DecidedCommand decided) {
        String body = decided.command().body();
        return switch (decided.command().kind()) {
            case ORDER -> json.readValue(body, OrderBody.class).fingerprint(decided.planIds());
            case REDEMPTION -> json.readValue(body, RedemptionBody.class).fingerprint(planId);
            case ADJUSTMENT ->
                json.readValue(body, AdjustmentBody.class)
                        .fingerprint(
                                planId, Objects.requireNonNull(decided.command().memberId()));
            case PARAMETER_CHANGE -> json.readValue(body, ParameterChange.class).fingerprint(planId);
            case VERSION_WITHDRAWAL ->
                json.readValue(body, VersionWithdrawal.class).fingerprint(planId);
            case PARAMETERS, TICK -> null;
        };
    }
}

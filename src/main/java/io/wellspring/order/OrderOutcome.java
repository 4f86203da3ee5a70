package io.wellspring.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.refusal.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What became of one order of a request.
 *
 * @param line its number in the request, from 1; absent where the request was a single order
 * @param orderId where it could be read
 * @param problem why, for a conflict or a refusal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderOutcome(
        @Nullable Long line,
        @Nullable String orderId,
        Result outcome,
        @Nullable Problem problem) {

    @Schema(name = "OrderResult")
    enum Result {
        /** Appended to the logs of all its plans. */
        ACCEPTED("accepted"),
        /** The same order was accepted before; nothing changed. */
        ALREADY_KNOWN("alreadyKnown"),
        /** Its id stands for another order; nothing changed. */
        CONFLICT("conflict"),
        /**
         * Not accepted, and nothing changed. Only where the problem is {@code busy} or {@code unexpected} the order may
         * have been accepted before the failure; sent again, it tells.
         */
        REFUSED("refused");

        private final String figure;

        Result(String figure) {
            this.figure = figure;
        }

        /** What the figures of orders call it. */
        String figure() {
            return figure;
        }
    }
}

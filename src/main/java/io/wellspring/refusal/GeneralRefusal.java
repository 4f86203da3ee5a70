package io.wellspring.refusal;

import static io.wellspring.refusal.RefusalClass.*;

/**
 * Refusals that belong to no room alone: of the form of a request, of the system itself, and those of rooms that do
 * not know each other.
 */
public enum GeneralRefusal implements RefusalCode {
    // The form of a request.
    BAD_REQUEST(BAD_INPUT),
    MALFORMED_JSON(BAD_INPUT),
    UNKNOWN_FIELD(BAD_INPUT),
    UNKNOWN_PARAMETER(BAD_INPUT),
    WRONG_TYPE(BAD_INPUT),
    MISSING_FIELD(BAD_INPUT),
    ONE_FIELD_REQUIRED(BAD_INPUT),
    INVALID_FIELD(BAD_INPUT),
    BODY_TOO_LARGE(TOO_LARGE),
    BODY_TOO_SLOW(TIMED_OUT),
    UNSUPPORTED_MEDIA_TYPE(UNSUPPORTED),
    NOT_ACCEPTABLE(UNACCEPTABLE),
    METHOD_NOT_ALLOWED(NOT_ALLOWED),
    NO_SUCH_RESOURCE(NOT_FOUND),

    // The system itself.
    BUSY(UNAVAILABLE),
    UNEXPECTED(BROKEN),

    // Of rooms that do not know each other.
    SIGN_IN_FAILED(UNKNOWN_CALLER),
    PHONE_INVALID(BAD_INPUT),

    // Of the rules of several kinds of plans.
    PLAN_FULL(UNPROCESSABLE),
    LEVEL_NAME_OUT_OF_RANGE(UNPROCESSABLE),
    LEVEL_NAME_TWICE(UNPROCESSABLE);

    private final RefusalClass kind;

    GeneralRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

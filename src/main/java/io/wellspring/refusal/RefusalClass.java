package io.wellspring.refusal;

/** What sort of no a refusal is; each sort has one HTTP status. */
public enum RefusalClass {
    BAD_INPUT(400),
    UNKNOWN_CALLER(401),
    NOT_PERMITTED(403),
    NOT_FOUND(404),
    NOT_ALLOWED(405),
    UNACCEPTABLE(406),
    TIMED_OUT(408),
    CONFLICT(409),
    TOO_LARGE(413),
    LONG_ADDRESS(414),
    UNSUPPORTED(415),
    MISDIRECTED(421),
    UNPROCESSABLE(422),
    LIMITED(429),
    LARGE_HEADERS(431),
    BROKEN(500),
    UNAVAILABLE(503);

    private final int status;

    RefusalClass(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}

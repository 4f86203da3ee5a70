package io.wellspring.refusal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expected no: a code that never changes, and details that the caller may see.
 * It carries no stack trace, for it is an answer and not an accident.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final transient Map<String, Object> details = new LinkedHashMap<>();
    private @Nullable Duration retryAfter;
    private transient @Nullable RateLimit limit;

    private Refusal(RefusalCode code) {
        super(code.text(), null, false, false);
        this.code = code;
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code);
    }

    /** A field whose value cannot be. */
    public static Refusal invalid(String field, Reason reason) {
        return of(GeneralRefusal.INVALID_FIELD).with("field", field).because(reason);
    }

    /** A number that must lie within these bounds, both included. */
    public static Refusal outOfRange(String field, Object least, Object most) {
        return invalid(field, Reason.OUT_OF_RANGE).with("least", least).with("most", most);
    }

    /** Several of these fields were there, or none. */
    public static Refusal oneOf(String... fields) {
        return of(GeneralRefusal.ONE_FIELD_REQUIRED).with("fields", List.of(fields));
    }

    /** Adds why, which the text says in words and programs find as {@code reason}. */
    public Refusal because(Reason reason) {
        return with(RefusalTexts.REASON, reason.text());
    }

    /** Adds a detail, which appears in the problem under this name and fills {name} in its text. */
    public Refusal with(String name, Object value) {
        details.put(name, value);
        return this;
    }

    /** Tells when the same request may succeed, in whole seconds of at least one. */
    public Refusal retryAfter(Duration wait) {
        this.retryAfter = wait;
        return this;
    }

    /** Tells which limit of the caller's own was reached. */
    public Refusal beyond(RateLimit reached) {
        this.limit = reached;
        return this;
    }

    public RefusalCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public @Nullable RateLimit limit() {
        return limit;
    }
}

package io.wellspring.refusal;

import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Recognises in a failure of the web layer the refusal that it stands for. */
public final class Refusals {

    private Refusals() {}

    /** The refusal behind a failure, or {@link GeneralRefusal#UNEXPECTED} where there is none. */
    public static Refusal behind(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (cause(failure, ReadTimeoutException.class) != null) {
            return Refusal.of(GeneralRefusal.BODY_TOO_SLOW);
        }
        if (failure instanceof MissingRequestValueException missing) {
            return Refusal.of(GeneralRefusal.MISSING_FIELD).with("field", missing.getName());
        }
        TypeMismatchException mismatch = cause(failure, TypeMismatchException.class);
        if (failure instanceof ServerWebInputException input && mismatch != null) {
            return Refusal.invalid(nameOf(input), Reason.NOT_OF_ITS_TYPE);
        }
        if (failure instanceof ServerWebInputException || failure instanceof DecodingException) {
            return unreadable(failure);
        }
        if (TransientFailures.is(failure)) {
            return Refusal.of(GeneralRefusal.BUSY).retryAfter(Duration.ofSeconds(1));
        }
        if (failure instanceof DataBufferLimitException) {
            return Refusal.of(GeneralRefusal.BODY_TOO_LARGE);
        }
        return failure instanceof ResponseStatusException status ? ofStatus(status) : unexpected();
    }

    /** The refusal behind a body that could not be read as what it should be. */
    public static Refusal ofJson(JacksonException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return Refusal.of(GeneralRefusal.UNKNOWN_FIELD).with("field", unknown.getPropertyName());
        }
        if (failure instanceof MismatchedInputException || failure instanceof InputCoercionException) {
            return Refusal.of(GeneralRefusal.WRONG_TYPE).with("field", path(failure.getPath()));
        }
        if (failure.getCause() instanceof Refusal refusal) {
            return refusal;
        }
        return failure instanceof StreamReadException
                ? Refusal.of(GeneralRefusal.MALFORMED_JSON)
                : Refusal.of(GeneralRefusal.WRONG_TYPE).with("field", path(failure.getPath()));
    }

    private static Refusal unreadable(Throwable failure) {
        DataBufferLimitException tooLarge = cause(failure, DataBufferLimitException.class);
        if (tooLarge != null) {
            return Refusal.of(GeneralRefusal.BODY_TOO_LARGE);
        }
        JacksonException json = cause(failure, JacksonException.class);
        return json == null ? Refusal.of(GeneralRefusal.MALFORMED_JSON) : ofJson(json);
    }

    private static Refusal ofStatus(ResponseStatusException failure) {
        if (failure instanceof MethodNotAllowedException) {
            return Refusal.of(GeneralRefusal.METHOD_NOT_ALLOWED);
        }
        if (failure instanceof UnsupportedMediaTypeStatusException) {
            return Refusal.of(GeneralRefusal.UNSUPPORTED_MEDIA_TYPE);
        }
        if (failure instanceof NotAcceptableStatusException) {
            return Refusal.of(GeneralRefusal.NOT_ACCEPTABLE);
        }
        return switch (failure.getStatusCode().value()) {
            case 400 -> Refusal.of(GeneralRefusal.MALFORMED_JSON);
            case 404 -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
            case 405 -> Refusal.of(GeneralRefusal.METHOD_NOT_ALLOWED);
            case 406 -> Refusal.of(GeneralRefusal.NOT_ACCEPTABLE);
            case 408 -> Refusal.of(GeneralRefusal.BODY_TOO_SLOW);
            case 413 -> Refusal.of(GeneralRefusal.BODY_TOO_LARGE);
            case 415 -> Refusal.of(GeneralRefusal.UNSUPPORTED_MEDIA_TYPE);
            default ->
                failure.getStatusCode().is4xxClientError() ? Refusal.of(GeneralRefusal.BAD_REQUEST) : unexpected();
        };
    }

    private static String nameOf(ServerWebInputException failure) {
        MethodParameter parameter = failure.getMethodParameter();
        String name = parameter == null ? null : parameter.getParameterName();
        return name == null ? "parameter" : name;
    }

    private static Refusal unexpected() {
        return Refusal.of(GeneralRefusal.UNEXPECTED);
    }

    private static String path(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            String name = reference.getPropertyName();
            path.append(name == null ? "[" + reference.getIndex() + "]" : (path.isEmpty() ? "" : ".") + name);
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 16; depth++) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }
}

package io.wellspring.sms;

import static io.wellspring.sms.SmsFailure.Meaning.NOT_TAKEN;
import static io.wellspring.sms.SmsFailure.Meaning.OUR_FAULT;
import static io.wellspring.sms.SmsFailure.Meaning.UNCONFIRMED;

import com.aliyun.apache.hc.client5.http.ConnectTimeoutException;
import com.aliyun.apache.hc.core5.http.ConnectionRequestTimeoutException;
import com.aliyun.sdk.gateway.pop.exception.PopClientException;
import com.aliyun.sdk.gateway.pop.exception.PopServerException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.sms.SmsFailure.Meaning;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads Aliyun's refusals and the accidents on the way to it. What is our own fault is told loudly, for only we mend it. */
final class AliyunFailures {

    private static final Logger log = LoggerFactory.getLogger(AliyunFailures.class);

    /** After these not one byte of the request has left; after everything else it may have arrived. */
    private static final List<Class<? extends Throwable>> BEFORE_THE_REQUEST = List.of(
            ConnectException.class,
            ConnectTimeoutException.class,
            ConnectionRequestTimeoutException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            SSLHandshakeException.class,
            SSLPeerUnverifiedException.class);

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final String UNREADABLE = "unreadable";

    private final Counter faults;

    AliyunFailures(MeterRegistry meters) {
        this.faults = Counter.builder("wellspring.sms.faults")
                .description("Messages refused by the provider for our account, credentials, sign name or template")
                .register(meters);
    }

    /** A refusal in an answer that is otherwise fine. */
    SmsFailure refused(@Nullable String code, @Nullable String requestId) {
        String word = readable(code);
        return told(AliyunMeanings.of(word), word, requestId);
    }

    SmsFailure behind(Throwable failure) {
        if (failure instanceof SmsFailure known) {
            return known;
        }
        if (failure instanceof RejectedExecutionException) {
            return new SmsFailure(NOT_TAKEN, AliyunSender.TOO_MANY_AT_ONCE);
        }
        if (failure instanceof PopClientException refusal) {
            return refused(refusal.getErrCode(), refusal.getRequestId());
        }
        if (failure instanceof PopServerException broken) {
            return brokenDown(broken);
        }
        boolean surelyNotSent = BEFORE_THE_REQUEST.stream().anyMatch(kind -> kind.isInstance(failure));
        return new SmsFailure(
                surelyNotSent ? NOT_TAKEN : UNCONFIRMED, failure.getClass().getSimpleName());
    }

    /** A server that breaks down may have done its work before; only that it is overloaded is believed. */
    private SmsFailure brokenDown(PopServerException failure) {
        String code = readable(failure.getErrCode());
        boolean throttled = AliyunMeanings.of(code) == NOT_TAKEN;
        return new SmsFailure(throttled ? NOT_TAKEN : UNCONFIRMED, code);
    }

    private SmsFailure told(Meaning meaning, String code, @Nullable String requestId) {
        if (meaning == OUR_FAULT) {
            faults.increment();
            log.error("Aliyun refuses our messages until we mend it: {}, request {}", code, readable(requestId));
        }
        return new SmsFailure(meaning, code);
    }

    /** Only what looks like a code is repeated: an answer that is none may hold anything. */
    private static String readable(@Nullable String code) {
        return code != null && CODE.matcher(code).matches() ? code : UNREADABLE;
    }
}

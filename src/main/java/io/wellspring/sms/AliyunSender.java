package io.wellspring.sms;

import static io.wellspring.sms.SmsFailure.Meaning.NOT_TAKEN;
import static io.wellspring.sms.SmsFailure.Meaning.OUR_FAULT;

import com.aliyun.sdk.service.dysmsapi20170525.AsyncClient;
import com.aliyun.sdk.service.dysmsapi20170525.models.SendSmsRequest;
import com.aliyun.sdk.service.dysmsapi20170525.models.SendSmsResponse;
import com.aliyun.sdk.service.dysmsapi20170525.models.SendSmsResponseBody;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Sends through Aliyun, each message once; only one that its gate turned away for too many requests is handed over a
 * second time.
 */
final class AliyunSender implements SmsSender, AutoCloseable {

    /** Why a message was not taken that would have had to queue here; it says nothing about Aliyun. */
    static final String TOO_MANY_AT_ONCE = "too-many-at-once";

    private static final Logger log = LoggerFactory.getLogger(AliyunSender.class);
    private static final String OK = "OK";
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 60;

    private final AliyunRequests requests;
    private final AliyunFailures failures;
    private final AliyunSettings settings;
    private final Semaphore places;

    /** Its own, because a name server that does not answer holds the thread that asks it. */
    private final Scheduler threads;

    private final Mono<AsyncClient> client;

    AliyunSender(AliyunSettings settings, MeterRegistry meters) {
        this.requests = new AliyunRequests(settings);
        this.failures = new AliyunFailures(meters);
        this.settings = settings;
        this.places = new Semaphore(settings.mostAtOnce());
        this.threads =
                Schedulers.newBoundedElastic(THREADS, settings.mostAtOnce(), "aliyun-sender", IDLE_SECONDS, true);
        this.client = Mono.fromCallable(() -> AliyunClients.client(settings))
                .subscribeOn(threads)
                .onErrorMap(AliyunSender::noClient)
                .cache();
    }

    /** To make the client takes most of a second, which the start of the application does not wait for. */
    AliyunSender warm() {
        client.subscribe(ready -> log.debug("ready to send"), noClient -> log.debug("never ready to send"));
        return this;
    }

    @Override
    public Mono<String> send(SmsMessage message) {
        return attempt(message)
                .retryWhen(Retry.fixedDelay(1, settings.throttledPause())
                        .filter(AliyunSender::wasThrottled)
                        .onRetryExhaustedThrow((retries, last) -> last.failure()))
                .timeout(settings.timeout())
                .onErrorMap(failures::behind);
    }

    @Override
    public void close() {
        client.doFinally(end -> threads.dispose())
                .subscribe(AsyncClient::close, noClient -> log.debug("there was no client to close"));
    }

    private Mono<String> attempt(SmsMessage message) {
        return client.flatMap(ready -> handedOver(ready, message))
                .publishOn(Schedulers.parallel())
                .map(this::accepted)
                .onErrorMap(failures::behind);
    }

    private Mono<SendSmsResponse> handedOver(AsyncClient ready, SmsMessage message) {
        return Mono.fromFuture(() -> handOver(ready, message)).subscribeOn(threads);
    }

    /** A place is free again when the client is done with the message, also where nobody waits for it any more. */
    private CompletableFuture<SendSmsResponse> handOver(AsyncClient ready, SmsMessage message) {
        SendSmsRequest request = requests.of(message);
        if (!places.tryAcquire()) {
            throw new SmsFailure(NOT_TAKEN, TOO_MANY_AT_ONCE);
        }
        CompletableFuture<SendSmsResponse> sent = ready.sendSms(request);
        sent.whenComplete((answer, failure) -> places.release());
        return sent.copy();
    }

    private String accepted(SendSmsResponse answer) {
        @Nullable SendSmsResponseBody body = answer.getBody();
        if (body == null || !OK.equals(body.getCode())) {
            throw failures.refused(body == null ? null : body.getCode(), body == null ? null : body.getRequestId());
        }
        return Objects.requireNonNullElse(body.getBizId(), "");
    }

    private static SmsFailure noClient(Throwable failure) {
        log.error("Aliyun's client could not be made", failure);
        return new SmsFailure(OUR_FAULT, "no-client");
    }

    private static boolean wasThrottled(Throwable failure) {
        return failure instanceof SmsFailure refusal
                && refusal.meaning() == NOT_TAKEN
                && String.valueOf(refusal.getMessage()).startsWith("Throttling");
    }
}

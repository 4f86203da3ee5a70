package io.wellspring.patience;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Hands everything through, except what a source throws when it is cancelled. */
final class CalmlyCancelled<T> implements CoreSubscriber<T>, Subscription {

    private static final Logger log = LoggerFactory.getLogger(CalmlyCancelled.class);

    private final CoreSubscriber<? super T> subscriber;
    private volatile @Nullable Subscription source;

    CalmlyCancelled(CoreSubscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public Context currentContext() {
        return subscriber.currentContext();
    }

    @Override
    public void onSubscribe(Subscription given) {
        source = given;
        subscriber.onSubscribe(this);
    }

    @Override
    public void onNext(T value) {
        subscriber.onNext(value);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
    }

    @Override
    public void request(long count) {
        Subscription standing = source;
        if (standing != null) {
            standing.request(count);
        }
    }

    @Override
    public void cancel() {
        Subscription standing = source;
        if (standing != null) {
            cancel(standing);
        }
    }

    private static void cancel(Subscription source) {
        try {
            source.cancel();
        } catch (RuntimeException failure) {
            log.warn("what nobody waits for any longer could not be cancelled: {}", failure.toString());
        }
    }
}

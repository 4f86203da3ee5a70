package io.wellspring.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import tools.jackson.databind.json.JsonMapper;

/** Calls nodes as the apps and malls out there do; a node that is gone gives no answer. */
final class Caller {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(12);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** @return what came back, if only in part; a node that said nothing at all is an error */
    Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        Lines lines = new Lines();
        try {
            http.send(request.timeout(LONGEST_CALL).build(), lines);
            return lines.answer(true);
        } catch (IOException broken) {
            if (lines.isEmpty()) {
                throw broken;
            }
            return lines.answer(false);
        }
    }

    /** Keeps each line as soon as it is there, for a connection may break before the next one. */
    private static final class Lines implements HttpResponse.BodyHandler<Void>, Flow.Subscriber<String> {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private volatile int status;

        @Override
        public HttpResponse.BodySubscriber<Void> apply(HttpResponse.ResponseInfo info) {
            status = info.statusCode();
            return HttpResponse.BodySubscribers.fromLineSubscriber(this);
        }

        boolean isEmpty() {
            return lines.isEmpty();
        }

        Answer answer(boolean isWhole) {
            return new Answer(status, List.copyOf(lines), isWhole);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    /** What came back, line by line, and whether that was all. */
    record Answer(int status, List<String> lines, boolean isWhole) {

        /** Whether it says clearly that the same thing may succeed soon. */
        boolean isBusy() {
            return status == 503 && code().equals("busy");
        }

        String code() {
            String text = String.join("", lines);
            return status >= 400 && isWhole ? JSON.readTree(text).path("code").asString() : "";
        }

        void requireStatus(Integer... expected) {
            if (!Arrays.asList(expected).contains(status)) {
                throw new AssertionError("Not what should be answered: " + status + " " + lines);
            }
        }
    }
}

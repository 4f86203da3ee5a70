package io.wellspring.admin;

import static io.wellspring.testing.Platform.expect;
import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.PATCH;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What may happen to a mall happens in every order, and each of its secrets and tokens serves exactly when it should. */
@WellspringTest
class MallStatesTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    private enum Event {
        ROTATE,
        END_FIRST_SECRET,
        END,
        UNDO,
        PATCH
    }

    private String plan;
    private String operator;
    private Api.Joined buyer;

    /** What should be, held against what is. */
    private final class Model {

        private final Platform.Mall mall = platform.mall("1000.00", plan);
        private final String path = "/v1/admin/malls/" + mall.id();
        private final String firstSecret =
                read().path("secrets").get(0).path("id").asString();
        private final int overlapHours;
        private @Nullable String secondSecret;
        private boolean ended;
        private boolean firstServes = true;
        private boolean limited;
        private boolean orderKnown;

        Model(int overlapHours) {
            this.overlapHours = overlapHours;
        }

        void happens(Event event) {
            switch (event) {
                case ROTATE -> rotate();
                case END_FIRST_SECRET -> {
                    expect(204, api.delete(path + "/secrets/" + firstSecret, operator));
                    firstServes = false;
                }
                case END -> {
                    expect(200, api.post(path + "/ending", Map.of("reason", "x"), operator));
                    ended = true;
                }
                case UNDO -> {
                    expect(200, api.delete(path + "/ending?reason=x", operator));
                    ended = false;
                }
                case PATCH -> {
                    expect(200, Api.now(api.calling(PATCH, path, Map.of("dailyLimit", "0.01"), operator)));
                    limited = true;
                }
            }
        }

        private void rotate() {
            Api.Answer made = api.post(path + "/secrets", Map.of("overlapHours", overlapHours), operator);
            expect(201, made);
            secondSecret = made.string("clientSecret");
            firstServes &= overlapHours > 0;
        }

        void holds(String history) {
            assertThat(read().path("state").asString()).as(history).isEqualTo(ended ? "ENDED" : "ACTIVE");
            assertThat(signIn(mall.secret())).as(history).isEqualTo(expected(firstServes, "served"));
            if (secondSecret != null) {
                assertThat(signIn(secondSecret)).as(history).isEqualTo(expected(true, "served"));
            }
            Api.Answer sent = platform.send(mall, order("same", buyer, plan, "1.00"));
            String otherwise = limited && !orderKnown ? "daily-limit-exceeded" : "served";
            assertThat(served(sent)).as(history).isEqualTo(expected(firstServes, otherwise));
            orderKnown |= sent.status() < 300;
        }

        private String signIn(String secret) {
            return served(platform.mallTokens(mall.id(), secret));
        }

        private String expected(boolean secretServes, String otherwise) {
            return ended ? "mall-ended" : secretServes ? otherwise : "secret-ended";
        }

        private JsonNode read() {
            return api.get(path, operator).body();
        }
    }

    @Test
    void everyOrderOfEventsLeadsWhereItShould() {
        plan = platform.plan(Map.of());
        operator = platform.operator();
        buyer = platform.member();
        AtomicInteger histories = new AtomicInteger();
        permutations(List.of(Event.values())).forEach(events -> {
            Model model = new Model(histories.incrementAndGet() % 2);
            for (int n = 0; n < events.size(); n++) {
                model.happens(events.get(n));
                model.holds(events.subList(0, n + 1).toString());
            }
        });
        assertThat(histories).hasValue(120);
    }

    private static String served(Api.Answer answer) {
        return answer.status() < 300 ? "served" : answer.code();
    }

    private static <T> Stream<List<T>> permutations(List<T> all) {
        return all.isEmpty() ? Stream.of(List.of()) : all.stream().flatMap(head -> beginningWith(head, all));
    }

    private static <T> Stream<List<T>> beginningWith(T head, List<T> all) {
        List<T> others = all.stream().filter(one -> one != head).toList();
        return permutations(others)
                .map(tail -> Stream.concat(Stream.of(head), tail.stream()).toList());
    }
}

package io.wellspring.admin;

import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.Replays;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WellspringTest
class ReplaysTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    Replays replays;

    @Autowired
    JsonMapper json;

    @Test
    void anOperatorReplaysAPlanWhileOrdersKeepComing() {
        String plan = platform.plan(Map.of("quotaMultiple", "0.4"));
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Joined buyer = platform.member();
        Api.Joined friend = platform.member(buyer);
        for (int round = 0; round < 5; round++) {
            String lines = lines(round, plan, buyer, friend);
            assertThat(platform.sendLines(mall, lines)).hasSize(200);
            List<JsonNode> notes = replay(plan);
            assertThat(notes)
                    .noneMatch(note -> "DIFFERENCE".equals(note.path("note").asString()));
            JsonNode verdict = notes.get(notes.size() - 1);
            assertThat(verdict.path("note").asString()).isEqualTo("VERDICT");
            assertThat(verdict.path("same").asBoolean()).as(verdict.toString()).isTrue();
        }
        platform.planAt(plan, 1_000);
        List<JsonNode> notes = replay(plan);
        assertThat(notes.get(notes.size() - 1).path("positions").asInt()).isEqualTo(1_000);
    }

    @Test
    void nobodyElseMayReplayAndAPlanThatIsNotThereIsNotFound() {
        String plan = platform.plan(Map.of());
        String path = "/v1/admin/plans/" + plan + "/replays";
        assertThat(call(path, platform.member().accessToken()).status()).isEqualTo(403);
        assertThat(call(path, platform.mall("1.00", plan).token()).status()).isEqualTo(403);
        assertThat(api.post(path, Map.of()).status()).isEqualTo(401);
        assertThat(call("/v1/admin/plans/999999/replays", platform.operator()).status())
                .isEqualTo(404);
    }

    @Test
    void aNodeReplaysOnePlanAtATime() {
        String plan = platform.plan(Map.of());
        BaseSubscriber<ReplayNote> unhurried = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // Asks for nothing, and so holds the place.
            }
        };
        replays.replay(Long.parseLong(plan)).subscribe(unhurried);

        Api.Answer answer = call("/v1/admin/plans/" + plan + "/replays", platform.operator());
        assertThat(answer.code()).isEqualTo("busy");

        unhurried.cancel();
        Platform.until(
                () -> call("/v1/admin/plans/" + plan + "/replays", platform.operator())
                        .status(),
                status -> status == 200);
    }

    private String lines(int round, String plan, Api.Joined... buyers) {
        return IntStream.range(0, 200)
                .mapToObj(n -> order("r" + round + "-" + n, buyers[n % buyers.length], plan, "20.00"))
                .map(json::writeValueAsString)
                .collect(Collectors.joining("\n"));
    }

    private List<JsonNode> replay(String plan) {
        Api.Answer answer = call("/v1/admin/plans/" + plan + "/replays", platform.operator());
        Platform.expect(200, answer);
        return Arrays.stream(answer.text().split("\n")).map(json::readTree).toList();
    }

    private Api.Answer call(String path, String token) {
        return Api.now(api.callingRaw(HttpMethod.POST, path, "", Map.of("Authorization", "Bearer " + token)));
    }
}

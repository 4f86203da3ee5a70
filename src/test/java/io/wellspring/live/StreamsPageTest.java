package io.wellspring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events on the page of streams have the form of those that are sent. */
@WellspringTest
class StreamsPageTest {

    private static final Path PAGE = Path.of("api-docs/streams.md");

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @LocalServerPort
    int port;

    private Api.Joined member;
    private String plan;

    @BeforeEach
    void aMemberOfAPlanOfEachKind() {
        member = platform.member();
        plan = platform.plan(Map.of());
        String shares = platform.planOf("loop-shares", Map.of("spendPerShare", "10"));
        platform.buy(platform.mall("1000000.00", shares), "S-1", member, "100.00");
        platform.planAt(shares, 1);
        platform.buy(platform.mall("1000000.00", plan), "S-2", member, "100.00");
        platform.planAt(plan, 1);
        String points = platform.planOf("point-release-basic", Map.of());
        platform.buy(platform.mall("1000000.00", points), "S-3", member, "3000.00");
        platform.planAt(points, 1);
    }

    @Test
    void theEventsOfTheMemberAreAsShown() throws Exception {
        try (Watcher watcher = Watcher.ofMember(port, member.accessToken())) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> forms(watcher.last()).containsAll(forms(example("member"))));
            assertThat(forms(watcher.last())).isEqualTo(forms(example("member")));

            Platform.expect(204, api.delete("/v1/tokens/current", member.accessToken()));
            assertThat(watcher.endedFor()).isEqualTo(example("end").toString());
        }
    }

    @Test
    void theEventOfAPlanIsAsShown() throws Exception {
        try (Watcher watcher = Watcher.ofPlan(port, plan)) {
            assertThat(forms(watcher.last())).isEqualTo(forms(example("plan")));
            assertThat(watcher.frames().get(0).id())
                    .isEqualTo("" + watcher.last().path("changes"));
        }
    }

    @Test
    void everyReasonToEndIsTold() throws Exception {
        String page = Files.readString(PAGE);
        for (Ending ending : Ending.values()) {
            assertThat(page).contains("| `" + ending.name() + "` |");
        }
    }

    private static JsonNode example(String event) throws Exception {
        Matcher shown = Pattern.compile("event: " + event + "\n(id: \\d+\n)?data: (.*)\n")
                .matcher(Files.readString(PAGE));
        assertThat(shown.find()).isTrue();
        return JsonMapper.shared().readTree(shown.group(2));
    }

    /** Every path to a value with the sort of it, whichever element of a list it was seen in. */
    private static Set<String> forms(JsonNode node) {
        Set<String> forms = new TreeSet<>();
        collect("", node, forms);
        return forms;
    }

    private static void collect(String path, JsonNode node, Set<String> forms) {
        if (node.isObject()) {
            node.propertyStream().forEach(field -> collect(path + "." + field.getKey(), field.getValue(), forms));
        } else if (node.isArray()) {
            node.valueStream().forEach(each -> collect(path + "[]", each, forms));
        } else {
            forms.add(path + ": " + node.getNodeType());
        }
    }
}

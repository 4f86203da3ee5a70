package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What a plan could not decide stays in sight of those who can make it good. */
@WellspringTest
class FailedCommandsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    @Test
    void anOperatorReadsWhatFailedInWhichPlanAndWhy() {
        String operator = platform.operator();
        String plan = platform.plan(Map.of());
        String quiet = platform.plan(Map.of());
        Api.Joined member = platform.member();
        appendUnreadable(plan, member, "broken-1");
        appendUnreadable(plan, member, "broken-2");

        List<JsonNode> failed = Platform.until(() -> failed(operator, plan), rows -> rows.size() == 2);

        JsonNode newest = failed.get(0);
        assertThat(newest.path("key").asString()).isEqualTo("broken-2");
        assertThat(newest.path("kind").asString()).isEqualTo("ORDER");
        assertThat(newest.path("source").asString()).isEqualTo("client:a-mall");
        assertThat(newest.path("memberId").asString()).isEqualTo(Long.toString(member.memberId()));
        assertThat(newest.path("failure").asString()).isNotBlank().doesNotContain("secret words");
        assertThat(newest.path("failedAt").asString()).isNotBlank();
        assertThat(failed(operator, quiet)).isEmpty();
        assertThat(api.get("/v1/admin/failed-commands?limit=1", operator)
                        .body()
                        .path("nextCursor")
                        .asString())
                .isNotBlank();
        assertThat(api.get("/v1/admin/failed-commands", member.accessToken()).status())
                .isEqualTo(403);
        assertThat(api.get("/v1/admin/failed-commands?planId=x", operator).status())
                .isEqualTo(400);
    }

    private List<JsonNode> failed(String operator, String plan) {
        return api.get("/v1/admin/failed-commands?planId=" + plan, operator)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private void appendUnreadable(String plan, Api.Joined member, String key) {
        database.sql("""
                        INSERT INTO plan_log (plan_id, source, key, kind, member_id, body, fingerprint)
                        VALUES (:plan, 'client:a-mall', :key, 'ORDER', :member, '{"cash": "secret words"}', ''::bytea)
                        """)
                .bind("plan", Long.parseLong(plan))
                .bind("key", key)
                .bind("member", member.memberId())
                .then()
                .block(PATIENCE);
    }
}

package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@WellspringTest
@ExtendWith(OutputCaptureExtension.class)
class UnexpectedFailureTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Test
    void anAccidentInsideIsATraceIdOutside(CapturedOutput log) {
        String member = platform.member().accessToken();
        rename("ledger_member_balance", "gone");
        Api.Answer answer;
        try {
            answer = Api.now(api.callingWith(
                    HttpMethod.GET,
                    "/v1/me/wallet",
                    null,
                    Map.of("Authorization", "Bearer " + member, "Accept-Language", "zh-CN,zh;q=0.9")));
        } finally {
            rename("gone", "ledger_member_balance");
        }

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("unexpected");
        assertThat(answer.string("detail")).isEqualTo("系统异常，请联系客服并提供编号 " + answer.string("traceId") + "。");
        assertThat(answer.text()).doesNotContain("ledger", "SQL", "Exception", "r2dbc");
        assertThat(answer.headers().getFirst("X-Trace-Id")).isEqualTo(answer.string("traceId"));
        assertThat(log.getOut())
                .contains("trace " + answer.string("traceId") + ": unexpected failure (GET /v1/me/wallet)");
        assertThat(api.get("/v1/me/wallet", member).status()).isEqualTo(200);
    }

    private void rename(String from, String to) {
        JdbcClient.create(Servers.postgresql().getPostgresDatabase())
                .sql("ALTER TABLE " + from + " RENAME TO " + to)
                .update();
    }
}

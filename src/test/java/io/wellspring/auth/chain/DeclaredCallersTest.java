package io.wellspring.auth.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Goes through all calls that there are, and holds each to who may make it. */
@WellspringTest
class DeclaredCallersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    DatabaseClient database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void everyCallIsOfOneOfThoseWhoCall() {
        assertThat(calls())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.path)
                        .matches("/v1/(me|admin|plans|paid-orders)(/.*)?|/v1/(sms-codes|sms-reports/1|registrations"
                                + "|tokens|tokens/current|password-resets)|/\\.well-known/jwks\\.json|/local/.*"));
    }

    @Test
    void noCallOfOperatorsIsAnsweredToAMember() {
        String member = platform.member().accessToken();
        assertThat(ofOperators())
                .hasSizeGreaterThan(40)
                .allSatisfy(call -> assertThat(made(call, member).code()).isEqualTo("forbidden"));
    }

    /** Redis was not told of the end, as where it is away. */
    @Test
    void noCallOfOperatorsIsAnsweredToOneWhoseSessionEnded() {
        String operator = platform.operator();
        database.sql("UPDATE session SET ended_at = now() WHERE kind = 'OPERATOR' AND ended_at IS NULL")
                .then()
                .block(PATIENCE);
        assertThat(ofOperators())
                .hasSizeGreaterThan(40)
                .allSatisfy(call -> assertThat(made(call, operator).code())
                        .as("%s %s", call.method, call.path)
                        .isEqualTo("session-ended"));
    }

    private Api.Answer made(Call call, String token) {
        Object body = call.method == HttpMethod.GET || call.method == HttpMethod.DELETE ? null : Map.of();
        return Api.now(api.calling(call.method, call.path, body, token));
    }

    private List<Call> ofOperators() {
        return calls().stream()
                .filter(call -> call.path.startsWith("/v1/admin/"))
                .toList();
    }

    private List<Call> calls() {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(DeclaredCallersTest::calls)
                .filter(call -> !call.path.matches("/(v3|swagger|webjars|error).*"))
                .toList();
    }

    private static Stream<Call> calls(RequestMappingInfo info) {
        return info.getPatternsCondition().getPatterns().stream()
                .map(pattern -> pattern.getPatternString().replaceAll("\\{[^}]*}", "1"))
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::asHttpMethod)
                        .map(method -> new Call(method, path)));
    }

    private record Call(HttpMethod method, String path) {}
}

package io.wellspring.auth.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
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
    void everyCallDeclaresItsCallers() {
        assertThat(calls())
                .hasSizeGreaterThan(80)
                .allSatisfy(call -> assertThat(call.callers)
                        .as("%s %s", call.method, call.path)
                        .isNotEmpty());
    }

    /** Networks are held to that address before anybody's token is looked at. */
    @Test
    void callsOfOperatorsAloneAreBelowOneAddressAndNothingElseIs() {
        assertThat(calls())
                .allSatisfy(call -> assertThat(call.callers.equals(Set.of(Caller.OPERATOR)))
                        .as("%s %s", call.method, call.path)
                        .isEqualTo(call.path.startsWith("/v1/admin/")));
    }

    @Test
    void whatMembersHaveIsForMembersAlone() {
        assertThat(calls())
                .filteredOn(call -> call.path.matches("/v1/me(/.*)?"))
                .hasSizeGreaterThan(15)
                .allSatisfy(call -> assertThat(call.callers).containsExactly(Caller.MEMBER));
    }

    @Test
    void noCallIsAnsweredToOneWhomItDoesNotDeclare() {
        Map<Caller, String> tokens = Map.of(
                Caller.MEMBER, platform.member().accessToken(),
                Caller.OPERATOR, platform.operator(),
                Caller.MALL, platform.mall("1.00", platform.plan(Map.of())).token());
        assertThat(closed()).allSatisfy(call -> {
            assertThat(made(call, null).code())
                    .as("%s %s", call.method, call.path)
                    .isEqualTo("unauthenticated");
            assertThat(tokens)
                    .allSatisfy((caller, token) -> assertThat(call.callers.contains(caller) || isForbidden(call, token))
                            .as("%s %s to %s", call.method, call.path, caller)
                            .isTrue());
        });
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

    private boolean isForbidden(Call call, String token) {
        return made(call, token).code().equals("forbidden");
    }

    private Api.Answer made(Call call, @Nullable String token) {
        Object body = call.method == HttpMethod.GET || call.method == HttpMethod.DELETE ? null : Map.of();
        return Api.now(api.calling(call.method, call.path, body, token));
    }

    private List<Call> ofOperators() {
        return calls().stream()
                .filter(call -> call.path.startsWith("/v1/admin/"))
                .toList();
    }

    private List<Call> closed() {
        return calls().stream()
                .filter(call -> !call.callers.contains(Caller.ANYBODY))
                .toList();
    }

    private List<Call> calls() {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(call -> call.getValue().getBeanType().getName().startsWith("io.wellspring."))
                .flatMap(call -> calls(call.getKey(), callers(call.getValue())))
                .toList();
    }

    private static Set<Caller> callers(HandlerMethod call) {
        CallableBy own = call.getMethodAnnotation(CallableBy.class);
        CallableBy declared = own == null ? call.getBeanType().getAnnotation(CallableBy.class) : own;
        return declared == null ? Set.of() : Set.of(declared.value());
    }

    private static Stream<Call> calls(RequestMappingInfo info, Set<Caller> callers) {
        return info.getPatternsCondition().getPatterns().stream()
                .map(pattern -> pattern.getPatternString().replaceAll("\\{[^}]*}", "1"))
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::asHttpMethod)
                        .map(method -> new Call(method, path, callers)));
    }

    private record Call(HttpMethod method, String path, Set<Caller> callers) {}
}

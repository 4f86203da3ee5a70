package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.DayCursor;
import io.wellspring.api.DayInPath;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.loop.MemberDividends;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalTexts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What daily dividends gave a member, and give today. */
@RestController
@CallableBy(Caller.MEMBER)
@RequestMapping("/v1/me/dividends")
class DividendController {

    private final MemberDividends dividends;
    /** Read from their files before the first call, which must not wait for them. */
    private final Map<RefusalTexts, DividendWords> words = new EnumMap<>(RefusalTexts.class);

    DividendController(MemberDividends dividends) {
        this.dividends = dividends;
        for (RefusalTexts language : RefusalTexts.values()) {
            words.put(language, new DividendWords(language));
        }
    }

    @GetMapping
    @Operation(summary = "The days that brought dividends, newest first")
    Mono<Page<DividendDay>> days(
            @AuthenticationPrincipal SignedIn member,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return dividends
                .paid(member.memberId(), DayCursor.read(cursor), size + 1)
                .collectList()
                .map(paid -> DayCursor.page(DividendDay.of(paid), size, DividendDay::businessDay));
    }

    @GetMapping("/{planId}/{businessDay}")
    @Operation(summary = "How a dividend came about, with every number needed to work it out again")
    Mono<DividendExplanation> explained(
            @AuthenticationPrincipal SignedIn member,
            @PathVariable String planId,
            @PathVariable String businessDay,
            ServerWebExchange exchange) {
        return dividends
                .explained(member.memberId(), Id.inPath(planId), DayInPath.parse(businessDay))
                .map(dividend -> DividendExplanation.of(dividend, false, words(exchange)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @GetMapping("/today")
    @Operation(
            summary = "How the member stands in each plan today, and what it would give if the day ended now",
            description = "Provisional: more sales and more members change it until the day is settled.")
    Mono<Page<DividendExpectation>> today(@AuthenticationPrincipal SignedIn member, ServerWebExchange exchange) {
        return dividends
                .expected(member.memberId())
                .map(expected -> DividendExpectation.of(expected, words(exchange)))
                .collectList()
                .map(Page::whole);
    }

    private DividendWords words(ServerWebExchange exchange) {
        return Objects.requireNonNull(words.get(RefusalTexts.acceptedBy(exchange)));
    }
}

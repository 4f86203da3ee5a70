package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.DayCursor;
import io.wellspring.api.DayInPath;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.release.GrantedLot;
import io.wellspring.plan.release.MemberReleases;
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

/** What points were granted to a member, and how they are released. */
@RestController
@CallableBy(Caller.MEMBER)
@RequestMapping("/v1/me")
class ReleaseController {

    private final MemberReleases releases;
    /** Read from their files before the first call, which must not wait for them. */
    private final Map<RefusalTexts, ReleaseWords> words = new EnumMap<>(RefusalTexts.class);

    ReleaseController(MemberReleases releases) {
        this.releases = releases;
        for (RefusalTexts language : RefusalTexts.values()) {
            words.put(language, new ReleaseWords(language));
        }
    }

    @GetMapping("/releases")
    @Operation(summary = "The days on which points were released, newest first")
    Mono<Page<ReleaseDay>> days(
            @AuthenticationPrincipal SignedIn member,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return releases.released(member.memberId(), DayCursor.read(cursor), size + 1)
                .collectList()
                .map(released -> DayCursor.page(ReleaseDay.of(released), size, ReleaseDay::businessDay));
    }

    @GetMapping("/releases/{planId}/{businessDay}")
    @Operation(summary = "How a day's releases came about, with every number needed to work them out again")
    Mono<ReleaseExplanation> explained(
            @AuthenticationPrincipal SignedIn member,
            @PathVariable String planId,
            @PathVariable String businessDay,
            ServerWebExchange exchange) {
        return releases.explained(member.memberId(), Id.inPath(planId), DayInPath.parse(businessDay))
                .map(release -> ReleaseExplanation.of(release, words(exchange)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @GetMapping("/lots")
    @Operation(summary = "What orders and operators granted and what of it is not released yet, newest first")
    Mono<Page<ReleaseLot>> lots(
            @AuthenticationPrincipal SignedIn member,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return releases.lots(member.memberId(), Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .collectList()
                .map(lots -> Page.of(lots, size, GrantedLot::id, ReleaseLot::of));
    }

    private ReleaseWords words(ServerWebExchange exchange) {
        return Objects.requireNonNull(words.get(RefusalTexts.acceptedBy(exchange)));
    }
}

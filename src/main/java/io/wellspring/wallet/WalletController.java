package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.ledger.Statements;
import io.wellspring.ledger.Statements.LineOf;
import io.wellspring.plan.catalogue.Holdings;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A member's balances and how they came about. */
@RestController
@CallableBy(Caller.MEMBER)
@RequestMapping("/v1/me")
class WalletController {

    private final Holdings holdings;
    private final Statements statements;
    private final Transfers transfers;

    WalletController(Holdings holdings, Statements statements, Transfers transfers) {
        this.holdings = holdings;
        this.statements = statements;
        this.transfers = transfers;
    }

    @GetMapping("/wallet")
    @Operation(summary = "All balances of the member that are not zero, and what units are worth")
    Mono<Wallet> wallet(@AuthenticationPrincipal SignedIn member) {
        return holdings.of(List.of(member.memberId())).collectList().map(held -> Wallet.of(held, Map.of()));
    }

    @GetMapping("/transfers")
    @Operation(summary = "The member's statement, newest first; narrowed to an asset or to what one plan caused")
    Mono<Page<Transfer>> transfers(
            @AuthenticationPrincipal SignedIn member,
            @RequestParam(required = false) @Nullable AssetCode asset,
            @RequestParam(required = false) @Nullable String planId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        Long plan = planId == null ? null : Long.valueOf(Id.parse("planId", planId));
        return statements
                .linesOf(member.memberId(), asset, plan, Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .map(line -> new LineOf(member.memberId(), line))
                .collectList()
                .flatMap(lines -> transfers
                        .of(lines)
                        .map(shown -> Page.of(lines, size, line -> line.line().id(), shown)));
    }
}

package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.auth.SignedIn;
import io.wellspring.ledger.Balance;
import io.wellspring.ledger.Line;
import io.wellspring.ledger.Statements;
import io.wellspring.value.Amount;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A member's balances and how they came about. */
@RestController
@RequestMapping("/v1/me")
class WalletController {

    private final Statements statements;
    private final Transfers transfers;

    WalletController(Statements statements, Transfers transfers) {
        this.statements = statements;
        this.transfers = transfers;
    }

    @GetMapping("/wallet")
    @Operation(summary = "All balances of the member that are not zero")
    Mono<Wallet> wallet(@AuthenticationPrincipal SignedIn member) {
        return statements
                .balancesOf(member.memberId())
                .map(BalanceView::of)
                .collectList()
                .map(Wallet::new);
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
                .collectList()
                .flatMap(lines -> transfers.of(lines).map(shown -> Page.of(lines, size, Line::id, shown)));
    }

    record Wallet(List<BalanceView> balances) {}

    /** A balance; assets that are one for all plans have no plan. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BalanceView(
            AssetCode asset,
            @Schema(example = "1") @Nullable String planId,

            @Schema(description = "Decimal", example = "97.76")
            String amount) {

        static BalanceView of(Balance balance) {
            Asset asset = balance.asset();
            return new BalanceView(
                    asset.code(), WalletController.planId(asset), Amount.format(balance.amount(), asset.code()));
        }
    }

    private static @Nullable String planId(Asset asset) {
        return asset.code().isGlobal() ? null : Id.format(asset.planId());
    }
}

package io.wellspring.wallet;

import static java.util.Objects.requireNonNull;

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
import io.wellspring.plan.AdjustmentReasons;
import io.wellspring.plan.AdjustmentReasons.Place;
import io.wellspring.plan.CommandKind;
import io.wellspring.value.Amount;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
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
@RequestMapping("/v1/me")
class WalletController {

    private final Statements statements;
    private final AdjustmentReasons reasons;

    WalletController(Statements statements, AdjustmentReasons reasons) {
        this.statements = statements;
        this.reasons = reasons;
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
                .flatMap(lines -> reasons.at(adjustments(lines))
                        .map(found -> Page.of(lines, size, Line::id, line -> Transfer.of(line, reason(found, line)))));
    }

    private static List<Place> adjustments(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.kind().equals(CommandKind.ADJUSTMENT.name()))
                .map(line -> new Place(line.causePlanId(), requireNonNull(line.position())))
                .toList();
    }

    private static @Nullable String reason(Map<Place, String> found, Line line) {
        return line.position() == null ? null : found.get(new Place(line.causePlanId(), line.position()));
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

    /** A line of the statement. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Transfer(
            String id,
            AssetCode asset,

            @Schema(description = "The plan whose asset it is", example = "1") @Nullable
            String planId,

            @Schema(description = "Signed", example = "-21.000000")
            String amount,

            @Schema(description = "After this line", example = "0.000000")
            String balance,

            @Schema(description = "What it is for", example = "REDEMPTION")
            String kind,

            @Schema(description = "Of an adjustment, in the operator's words", example = "Granted twice by mistake")
            @Nullable
            String reason,

            Cause cause,
            Instant at) {

        static Transfer of(Line line, @Nullable String reason) {
            AssetCode code = line.asset().code();
            return new Transfer(
                    Id.format(line.id()),
                    code,
                    WalletController.planId(line.asset()),
                    Amount.format(line.amount(), code),
                    Amount.format(line.balance(), code),
                    line.kind(),
                    reason,
                    new Cause(Id.format(line.causePlanId()), line.position(), line.businessDay()),
                    line.postedAt());
        }
    }

    /** Why a line is there: the command at this position of the plan's log, on this business day. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(
            @Schema(example = "1") String planId, @Nullable Long position, LocalDate businessDay) {}

    private static @Nullable String planId(Asset asset) {
        return asset.code().isGlobal() ? null : Id.format(asset.planId());
    }
}

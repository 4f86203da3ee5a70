package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.plan.log.AdjustmentLog;
import io.wellspring.plan.log.LoggedAdjustment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where operators read what was added and deducted, by whom and why. */
@RestController
@CallableBy(Caller.OPERATOR)
class AdjustmentListController {

    private final AdjustmentLog log;

    AdjustmentListController(AdjustmentLog log) {
        this.log = log;
    }

    @GetMapping("/v1/admin/adjustments")
    @Operation(summary = "What operators added and deducted, newest first")
    Mono<Page<Adjustment>> all(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return page(log.newest(Cursor.read(cursor, Long.MAX_VALUE), size + 1), size);
    }

    @GetMapping("/v1/admin/members/{memberId}/adjustments")
    @Operation(summary = "What operators added to a member and deducted, newest first")
    Mono<Page<Adjustment>> ofMember(
            @PathVariable String memberId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return page(log.of(Id.inPath(memberId), Cursor.read(cursor, Long.MAX_VALUE), size + 1), size);
    }

    private static Mono<Page<Adjustment>> page(Flux<LoggedAdjustment> rows, int size) {
        return rows.collectList()
                .map((List<LoggedAdjustment> read) ->
                        Page.of(read, size, adjustment -> adjustment.command().id(), Adjustment::listed));
    }
}

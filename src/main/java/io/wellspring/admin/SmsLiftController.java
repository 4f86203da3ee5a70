package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsLifts;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators lift what holds honest members up, for a time, and take it back. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping(SmsLiftController.LIFTS)
class SmsLiftController {

    static final String LIFTS = "/v1/admin/sms-lifts";

    private final SmsLifts lifts;

    SmsLiftController(SmsLifts lifts) {
        this.lifts = lifts;
    }

    @PostMapping
    @Operation(
            summary = "Allow more messages, or trust the numbers that begin so, for some hours",
            description = "Nodes follow within seconds. What one lift grants comes on top of what others do.")
    @ApiResponse(responseCode = "201", description = "Lifted", useReturnTypeSchema = true)
    Mono<ResponseEntity<SmsLift>> lift(
            @AuthenticationPrincipal SignedIn operator, @RequestBody Mono<SmsLiftRequest> body) {
        return body.map(SmsLiftRequest::grant)
                .flatMap(grant -> lifts.grant(grant, operator.operatorId()))
                .map(SmsLift::of)
                .map(lift -> ResponseEntity.created(URI.create(LIFTS + "/" + lift.id()))
                        .body(lift));
    }

    @GetMapping
    @Operation(summary = "What operators have granted, newest first, those that have ended too")
    Mono<Page<SmsLift>> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return lifts.newest(Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .collectList()
                .map(rows -> Page.of(rows, size, SmsLifts.Lift::id, SmsLift::of));
    }

    @GetMapping("/{liftId}")
    @Operation(summary = "What an operator granted, and until when it stands")
    Mono<SmsLift> find(@PathVariable String liftId) {
        return lifts.find(Id.inPath(liftId))
                .map(SmsLift::of)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @DeleteMapping("/{liftId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back what an operator granted; nodes follow within seconds")
    Mono<Void> withdraw(@PathVariable String liftId) {
        return lifts.withdraw(Id.inPath(liftId));
    }
}

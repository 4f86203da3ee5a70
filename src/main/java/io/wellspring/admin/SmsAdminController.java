package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.sms.SmsFigures;
import io.wellspring.sms.SmsLifts;
import io.wellspring.sms.SmsPrefixFigures;
import io.wellspring.sms.SpendGuard;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators see what messages cost. */
@RestController
@CallableBy(Caller.OPERATOR)
class SmsAdminController {

    private final SpendGuard guard;
    private final SmsFigures figures;
    private final SmsLifts lifts;

    SmsAdminController(SpendGuard guard, SmsFigures figures, SmsLifts lifts) {
        this.guard = guard;
        this.figures = figures;
        this.lifts = lifts;
    }

    @GetMapping("/v1/admin/sms-spending")
    @Operation(
            summary =
                    "The budget of any 24 hours, numbers that look pumped, what became of the last day's messages, and what operators have granted")
    Mono<SmsSpending> spending() {
        return Mono.zip(
                figures.ofLastDay().collectList(),
                lifts.standing().map(SmsLift::of).collectList(),
                (lastDay, granted) -> new SmsSpending(guard.figures(), guard.suspicious(), lastDay, granted));
    }

    record SmsSpending(
            SpendGuard.SmsBudget budget,
            List<SmsPrefixFigures> suspiciousPrefixes,
            List<SmsFigures.SmsTemplateFigures> lastDay,
            List<SmsLift> lifts) {}
}

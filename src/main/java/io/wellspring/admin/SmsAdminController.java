package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.PrefixFigure;
import io.wellspring.sms.SmsFigures;
import io.wellspring.sms.SmsLifts;
import io.wellspring.sms.SpendGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators see what messages cost, and lift what holds honest members up. */
@RestController
@RequestMapping("/v1/admin/sms")
class SmsAdminController {

    private static final int MOST_EXTRA = 1_000_000;
    private static final int MOST_HOURS = 168;

    private final SpendGuard guard;
    private final SmsFigures figures;
    private final SmsLifts lifts;
    private final Sessions sessions;

    SmsAdminController(SpendGuard guard, SmsFigures figures, SmsLifts lifts, Sessions sessions) {
        this.guard = guard;
        this.figures = figures;
        this.lifts = lifts;
        this.sessions = sessions;
    }

    @GetMapping
    @Operation(
            summary =
                    "The budget of any 24 hours, numbers that look pumped, what became of the last day's messages, and what operators have granted")
    Mono<Spending> spending(@AuthenticationPrincipal SignedIn operator) {
        return sessions.confirm(operator)
                .then(Mono.defer(() -> Mono.zip(
                        figures.ofLastDay().collectList(),
                        lifts.standing().map(Granted::of).collectList(),
                        (lastDay, granted) -> new Spending(guard.figures(), guard.suspicious(), lastDay, granted))));
    }

    @DeleteMapping("/lifts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back what an operator granted; nodes follow within seconds")
    Mono<Void> withdraw(@AuthenticationPrincipal SignedIn operator, @PathVariable String id) {
        return sessions.confirm(operator).then(Mono.defer(() -> lifts.withdraw(Id.inPath(id))));
    }

    @PostMapping("/budget-lifts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Allow more messages for some hours; nodes follow within seconds")
    Mono<Void> addToBudget(@AuthenticationPrincipal SignedIn operator, @RequestBody Mono<MoreBudget> body) {
        return sessions.confirm(operator).then(body).flatMap(more -> {
            int extra = within("extraMessages", more.extraMessages(), MOST_EXTRA);
            return lifts.addToBudget(extra, hours(more.hours()), operator.operatorId(), reason(more.reason()));
        });
    }

    @PostMapping("/prefix-lifts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Trust the numbers that begin so for some hours, whatever their figures are")
    Mono<Void> trust(@AuthenticationPrincipal SignedIn operator, @RequestBody Mono<Trust> body) {
        return sessions.confirm(operator).then(body).flatMap(trust -> {
            String prefix = Required.text("prefix", trust.prefix(), 15);
            return lifts.trust(prefix, hours(trust.hours()), operator.operatorId(), reason(trust.reason()));
        });
    }

    private static Duration hours(@Nullable Integer hours) {
        return Duration.ofHours(within("hours", hours, MOST_HOURS));
    }

    private static String reason(@Nullable String reason) {
        return Required.text("reason", reason, 200);
    }

    private static int within(String field, @Nullable Integer value, int most) {
        int given = Required.field(field, value);
        if (given < 1 || given > most) {
            throw Refusal.outOfRange(field, 1, most);
        }
        return given;
    }

    record Spending(
            SpendGuard.Budget budget,
            List<PrefixFigure> suspiciousPrefixes,
            List<SmsFigures.OfTemplate> lastDay,
            List<Granted> lifts) {}

    /** More messages, or trust in the numbers that begin so, until it ends. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Granted(
            @Schema(example = "1") String id,
            @Schema(example = "8613800") @Nullable String prefix,
            @Schema(example = "2000") @Nullable Integer extraMessages,
            Instant endsAt,
            @Schema(example = "a campaign that we know of") String reason) {

        static Granted of(SmsLifts.Lift lift) {
            return new Granted(Id.format(lift.id()), lift.prefix(), lift.extraMessages(), lift.endsAt(), lift.reason());
        }
    }

    record MoreBudget(
            @Schema(requiredMode = REQUIRED, example = "2000") @Nullable
            Integer extraMessages,

            @Schema(requiredMode = REQUIRED, description = "At most 168", example = "24") @Nullable
            Integer hours,

            @Schema(requiredMode = REQUIRED, description = "At most 200 characters", example = "Spring campaign")
            @Nullable
            String reason) {}

    record Trust(
            @Schema(
                    requiredMode = REQUIRED,
                    description = "As the list of suspicious prefixes has it",
                    example = "8613800")
            @Nullable
            String prefix,

            @Schema(requiredMode = REQUIRED, description = "At most 168", example = "24") @Nullable
            Integer hours,

            @Schema(requiredMode = REQUIRED, description = "At most 200 characters", example = "Festival in that town")
            @Nullable
            String reason) {}
}

package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.catalogue.KnownParameters;
import io.wellspring.plan.catalogue.VersionHistory;
import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.log.VersionWithdrawal;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Where operators change the parameters of plans, look at a change before, and take it back until its day. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/plans/{planId}")
class PlanVersionAdminController {

    private static final LocalDate LAST_DAY = LocalDate.of(2100, 1, 1);

    private final VersionSchedule schedule;
    private final VersionHistory versions;

    PlanVersionAdminController(VersionSchedule schedule, VersionHistory versions) {
        this.schedule = schedule;
        this.versions = versions;
    }

    @PostMapping("/versions")
    @Operation(
            summary = "Change parameters from the start of a later day on; what is not named stays as it is",
            description =
                    "The change is made to the version that would be in force on its day, and makes a version with all "
                            + "parameters. A parameter that is a list is replaced as a whole. Versions that were scheduled for later "
                            + "days stay as they are. A wish that changes nothing is refused.")
    @ApiResponse(responseCode = "200", description = "Scheduled", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet; see Location", useReturnTypeSchema = true)
    Mono<ResponseEntity<VersionChange>> change(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @Parameter(required = true, description = "1 to 100 visible ASCII characters")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<VersionChangeRequest> body) {
        return body.flatMap(request ->
                        schedule.change(operator, IdempotencyKey.required(key), Id.inPath(planId), request.change()))
                .map(change -> answer(planId, change));
    }

    @PostMapping("/version-previews")
    @Operation(
            summary = "What a change of parameters would make, without scheduling it",
            description = "Held to the same rules as the change itself, on what is known now.")
    Mono<VersionPreview> preview(@PathVariable String planId, @RequestBody Mono<VersionChangeRequest> body) {
        return body.flatMap(request -> schedule.preview(Id.inPath(planId), request.change()));
    }

    @GetMapping("/versions")
    @Operation(summary = "The versions of a plan's parameters, oldest first, with who scheduled and who withdrew them")
    Mono<Page<PlanVersionRecord>> all(@PathVariable String planId) {
        return versions.of(Id.inPath(planId))
                .map(PlanVersionRecord::of)
                .collectList()
                .filter(all -> !all.isEmpty())
                .map(Page::whole)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @DeleteMapping("/versions/{number}")
    @Operation(
            summary = "Withdraw a version before its day; it stays in the list",
            description =
                    "Once its day has begun it is refused. Versions that changed this one keep what they took from it.")
    @ApiResponse(responseCode = "200", description = "Withdrawn", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet; see Location", useReturnTypeSchema = true)
    Mono<ResponseEntity<VersionChange>> withdraw(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @PathVariable String number,
            @Parameter(required = true, description = "Why, in 1 to 200 characters")
                    @RequestParam(required = false)
                    @Nullable
                    String reason,
            @Parameter(required = true, description = "1 to 100 visible ASCII characters")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key) {
        return Mono.fromCallable(() -> new VersionWithdrawal(number(number), Required.reason(reason)))
                .flatMap(withdrawal ->
                        schedule.withdraw(operator, IdempotencyKey.required(key), Id.inPath(planId), withdrawal))
                .map(change -> answer(planId, change));
    }

    @GetMapping("/version-changes/{versionChangeId}")
    @Operation(summary = "What became of a change of parameters, or of a withdrawal")
    @ApiResponse(responseCode = "200", description = "Done", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet", useReturnTypeSchema = true)
    Mono<ResponseEntity<VersionChange>> find(@PathVariable String planId, @PathVariable String versionChangeId) {
        return schedule.find(Id.inPath(planId), Id.inPath(versionChangeId)).map(change -> answer(planId, change));
    }

    private static ResponseEntity<VersionChange> answer(String planId, VersionChange change) {
        return change.status() == VersionChange.Status.PENDING
                ? ResponseEntity.accepted()
                        .location(URI.create("/v1/admin/plans/" + planId + "/version-changes/" + change.id()))
                        .body(change)
                : ResponseEntity.ok(change);
    }

    private static int number(String text) {
        long number = Id.inPath(text);
        if (number > Integer.MAX_VALUE) {
            throw Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
        }
        return (int) number;
    }

    /** Some parameters to be changed. */
    record VersionChangeRequest(
            @Schema(
                    requiredMode = REQUIRED,
                    implementation = KnownParameters.class,
                    description =
                            "Those that get another value, by name; a list is replaced as a whole, null is refused",
                    example = "{\"redemptionFeeRate\":\"0.09\"}")
            @Nullable
            JsonNode parameters,

            @Schema(
                    description = "Later than the open day; the day after it if not given",
                    example = "2099-12-31",
                    format = "date")
            @Nullable
            String effectiveDay) {

        ParameterChange change() {
            JsonNode given = Required.field("parameters", parameters);
            if (!given.isObject()) {
                throw Refusal.of(GeneralRefusal.WRONG_TYPE).with("field", "parameters");
            }
            return new ParameterChange(given, day(effectiveDay));
        }

        private static @Nullable LocalDate day(@Nullable String text) {
            try {
                LocalDate day = text == null ? null : LocalDate.parse(text);
                if (day != null && day.isAfter(LAST_DAY)) {
                    throw Refusal.invalid("effectiveDay", Reason.ABOVE_MAXIMUM).with("most", LAST_DAY);
                }
                return day;
            } catch (DateTimeParseException notADay) {
                throw Refusal.invalid("effectiveDay", Reason.NOT_A_DAY);
            }
        }
    }
}

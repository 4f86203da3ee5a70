package io.wellspring.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.mall.Malls;
import io.wellspring.order.OrderOutcome.Result;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.ProblemHandler;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where malls hand in paid orders, one or many. */
@RestController
@CallableBy(Caller.MALL)
@RequestMapping("/v1/paid-orders")
class PaidOrderController {

    private static final String SUMMARY =
            "Hand in paid orders: one as JSON (202 accepted, 200 known), or many as NDJSON, one a line";

    private static final String WHAT_IT_MEANS =
            "An accepted order is in the logs of all its plans and is not lost. What it grants is decided there a moment "
                    + "later, and is not promised by 202: a plan that has reached the amount that it can account for grants "
                    + "nothing for it. The address in Location tells what became of it in each plan. Whoever hands in many reads "
                    + "each by its orderId.";

    private final Intake intake;
    private final OrderReader reader;
    private final OrderLines lines;
    private final Malls malls;
    private final Departure departure;
    private final OrderStates states;
    private final ProblemHandler problems;
    private final OrderMeters meters;
    private final OrderSettings settings;

    PaidOrderController(
            Intake intake,
            OrderReader reader,
            OrderLines lines,
            Malls malls,
            Departure departure,
            OrderStates states,
            ProblemHandler problems,
            OrderMeters meters,
            OrderSettings settings) {
        this.intake = intake;
        this.reader = reader;
        this.lines = lines;
        this.malls = malls;
        this.departure = departure;
        this.states = states;
        this.problems = problems;
        this.meters = meters;
        this.settings = settings;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = SUMMARY, description = WHAT_IT_MEANS)
    @ApiResponse(
            responseCode = "200",
            description = "Known already, or what became of each",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Accepted", useReturnTypeSchema = true)
    Mono<ResponseEntity<OrderOutcome>> one(
            @AuthenticationPrincipal SignedIn caller, @RequestBody Mono<PaidOrderRequest> body) {
        return malls.standing(caller)
                .zipWith(body.map(reader::read))
                .flatMap(order -> intake.accept(order.getT1(), List.of(Reading.of(1, order.getT2()))))
                .doOnNext(meters::received)
                .map(decided -> answer(decided.get(0)));
    }

    @PostMapping(consumes = MediaType.APPLICATION_NDJSON_VALUE, produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            summary = SUMMARY,
            description = WHAT_IT_MEANS,
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                        schema = @Schema(implementation = PaidOrderRequest.class)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = PaidOrderRequest.class))
                            }))
    Flux<OrderOutcome> many(
            @AuthenticationPrincipal SignedIn caller, @RequestBody Flux<DataBuffer> body, ServerWebExchange exchange) {
        return malls.standing(caller)
                .thenMany(departure.cut(lines.read(body)))
                .bufferTimeout(settings.chunkLines(), Duration.ofMillis(settings.chunkMillis()), true)
                .concatMap(chunk -> accept(caller, chunk, exchange), 1)
                .concatMapIterable(decided -> decided)
                .switchIfEmpty(Flux.error(() -> Refusal.of(OrderRefusal.DELIVERY_EMPTY)))
                .switchOnFirst((first, all) -> refusesWhole(first.get()) ? refuseWhole(first.get()) : all)
                .map(reading -> outcome(reading, exchange));
    }

    /**
     * The mall is confirmed for each chunk, for a long request may outlive its credential. A chunk that fails is told
     * line by line: its orders can be sent again, those before it are safe.
     */
    private Mono<List<Reading>> accept(SignedIn caller, List<Reading> chunk, ServerWebExchange exchange) {
        return malls.standing(caller)
                .flatMap(mall -> intake.accept(mall, chunk))
                .onErrorResume(failure -> Mono.just(refused(chunk, problems.refusal(exchange, failure))))
                .doOnNext(meters::received);
    }

    private static List<Reading> refused(List<Reading> chunk, Refusal refusal) {
        return chunk.stream()
                .map(reading -> reading.isOpen() ? reading.refused(refusal) : reading)
                .toList();
    }

    private static ResponseEntity<OrderOutcome> answer(Reading reading) {
        if (reading.refusal() != null) {
            throw reading.refusal();
        }
        OrderOutcome outcome = new OrderOutcome(null, reading.orderId(), reading.result(), null);
        return reading.result() == Result.ACCEPTED
                ? ResponseEntity.accepted()
                        .location(OrderStates.address(Objects.requireNonNull(reading.orderId())))
                        .body(outcome)
                : ResponseEntity.ok(outcome);
    }

    @GetMapping("/{orderId}")
    @Operation(
            summary = "What became of an order of the mall that asks",
            description =
                    "An order whose id has other characters than letters, digits and `-_~.` is read by the query parameter "
                            + "orderId instead, at the address without it.")
    Mono<OrderState> find(@AuthenticationPrincipal SignedIn caller, @PathVariable String orderId) {
        return malls.standing(caller)
                .flatMap(mall -> states.of(mall, orderId))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @GetMapping
    @Operation(
            summary = "What became of an order, whatever characters its id has",
            description = "As `GET /v1/paid-orders/{orderId}`, for ids that cannot stand in an address.")
    Mono<OrderState> search(@AuthenticationPrincipal SignedIn caller, @RequestParam String orderId) {
        return find(caller, orderId);
    }

    /** A body of which not even the first line could be read is refused as a whole, with a status of its own. */
    private static boolean refusesWhole(@Nullable Reading first) {
        return first != null && first.line() == 0;
    }

    private static Flux<Reading> refuseWhole(Reading first) {
        return Flux.error(first.refusal() == null ? Refusal.of(GeneralRefusal.UNEXPECTED) : first.refusal());
    }

    private OrderOutcome outcome(Reading reading, ServerWebExchange exchange) {
        return new OrderOutcome(
                reading.line() == 0 ? null : reading.line(),
                reading.orderId(),
                reading.result(),
                reading.refusal() == null ? null : problems.problem(exchange, reading.refusal()));
    }
}

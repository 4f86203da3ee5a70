package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.FailedCommand;
import io.wellspring.plan.log.FailedCommands;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators read what could not be decided, to make it good. */
@RestController
@CallableBy(Caller.OPERATOR)
class FailedCommandController {

    private final FailedCommands commands;

    FailedCommandController(FailedCommands commands) {
        this.commands = commands;
    }

    @GetMapping("/v1/admin/failed-commands")
    @Operation(
            summary = "Commands that failed and have no effect, newest first",
            description =
                    "A plan goes on after one that failed. The log of the node that met it names the command's id and has "
                            + "the whole failure.")
    Mono<Page<Failed>> list(
            @RequestParam(required = false) @Nullable String planId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        Long plan = planId == null ? null : Long.valueOf(Id.parse("planId", planId));
        return commands.newest(plan, Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .collectList()
                .map(rows -> Page.of(rows, size, FailedCommand::id, Failed::of));
    }

    /** What it was, who sent it, when it failed and why. */
    @Schema(name = "FailedCommand")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            @Schema(example = "42") String id,
            @Schema(example = "1") String planId,
            CommandKind kind,
            @Schema(example = "operator:1") String source,
            @Schema(example = "A-17") String key,
            @Schema(example = "10001") @Nullable String memberId,
            @Schema(example = "17") long position,
            LocalDate businessDay,
            Instant appendedAt,
            Instant failedAt,

            @Schema(example = "ArithmeticException") @Nullable
            String failure) {

        static Failed of(FailedCommand command) {
            return new Failed(
                    Id.format(command.id()),
                    Id.format(command.planId()),
                    command.kind(),
                    command.source(),
                    command.key(),
                    command.memberId() == null ? null : Id.format(command.memberId()),
                    command.position(),
                    command.businessDay(),
                    command.appendedAt(),
                    command.failedAt(),
                    command.failure());
        }
    }
}

package io.wellspring.plan.register;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the log and its writer.
 *
 * @param batchCommands applied in one transaction, at most
 * @param exitsPerTransaction forced exits of holders that no command names; more go on in the next transaction
 * @param membersPerStep of a settlement, computed or paid in one transaction
 * @param failuresInARow after which the plan itself is taken to be at fault: it stands still and alerts, and no further
 *     command is recorded as failed until one is applied; raise it to let a plan go past more of them
 * @param parallelPlans written by this node at the same time
 * @param pollMillis between two looks for commands that another node appended
 * @param writeTimeoutMillis after which a transaction of the writer is given up
 * @param tickMillis between two looks for days that ended
 * @param outcomeWaitMillis that a caller waits for its command
 * @param outcomePollMillis between two looks for outcomes, one for all callers of this node
 * @param outcomesPerLook commands looked at each time, at most; where more are waited for, in turn
 * @param maxWaitingCallers beyond which callers are sent away with a location at once
 */
@Validated
@ConfigurationProperties("wellspring.plan")
public record PlanSettings(
        @DefaultValue("2000") @Min(1) @Max(10_000) int batchCommands,
        @DefaultValue("500") @Min(2) @Max(100_000) int exitsPerTransaction,
        @DefaultValue("10000") @Min(1) @Max(100_000) int membersPerStep,
        @DefaultValue("10") @Min(1) @Max(100_000) int failuresInARow,
        @DefaultValue("4") @Min(1) @Max(64) int parallelPlans,
        @DefaultValue("200") @Min(1) int pollMillis,
        @DefaultValue("30000") @Min(100) int writeTimeoutMillis,
        @DefaultValue("1000") @Min(10) int tickMillis,
        @DefaultValue("2000") @Min(0) @Max(10_000) int outcomeWaitMillis,
        @DefaultValue("20") @Min(1) int outcomePollMillis,
        @DefaultValue("500") @Min(1) @Max(10_000) int outcomesPerLook,
        @DefaultValue("10000") @Min(1) int maxWaitingCallers) {}

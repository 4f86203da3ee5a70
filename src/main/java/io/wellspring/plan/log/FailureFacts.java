package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Why a command failed, as the log keeps it.
 *
 * @param failure without values of rows, such as {@code 23514 ledger_member_balance_check}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FailureFacts(@Nullable String failure) {}

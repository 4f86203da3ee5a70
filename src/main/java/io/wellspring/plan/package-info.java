/**
 * Plans, their parameters and their logs: anybody appends commands, one writer applies them with the pure rules of the
 * plan's kind and posts what follows (design, section 2). Its inner rooms hold the rules alone.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "api",
            "value",
            "refusal",
            "ledger",
            "member",
            "patience",
            "pulse",
            "bulk",
            "plan.equity",
            "plan.loop",
            "plan.release"
        })
package io.wellspring.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Plans, their parameters and their logs: anybody appends commands, one writer applies them with the pure rules of the
 * plan's kind and posts what follows. Its inner rooms stand on each other as InnerRoomsTest has them; each kind's rules are a
 * room of their own that knows no framework.
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
            "plan.equity.rules",
            "plan.loop.rules",
            "plan.release.rules"
        })
package io.wellspring.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

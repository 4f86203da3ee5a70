/**
 * Intake of paid orders: reads them, holds them against what the mall may do, and appends them to the logs of the
 * plans they feed. Changes no balance itself.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "api",
            "value",
            "refusal",
            "member",
            "auth :: caller",
            "auth :: mall",
            "plan :: catalogue",
            "plan :: log",
            "plan :: register",
        })
package io.wellspring.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

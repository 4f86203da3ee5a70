/**
 * What operators see and do: open plans, schedule new parameters, give malls their credentials, look after members, guard
 * what messages cost. Stands above the other rooms and is used by none.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "api",
            "value",
            "refusal",
            "auth :: account",
            "auth :: caller",
            "auth :: mall",
            "auth :: session",
            "member",
            "plan :: catalogue",
            "plan :: halt",
            "plan :: log",
            "plan :: register",
            "plan :: release",
            "plan :: replay",
            "plan :: settlement",
            "sms"
        })
package io.wellspring.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * What a member sees and does with balances: wallet, statement, redemptions, dividends, and all of it live.
 * Reads through the ledger and acts through the plans' logs, never past them.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "api",
            "value",
            "member",
            "refusal",
            "ledger",
            "auth :: account",
            "auth :: caller",
            "auth :: session",
            "plan :: catalogue",
            "plan :: equity",
            "plan :: estimate",
            "plan :: log",
            "plan :: loop",
            "plan :: register",
            "plan :: release",
            "live"
        })
package io.wellspring.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

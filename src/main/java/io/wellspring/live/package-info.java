/**
 * Live views: the newest figures of each plan, copied to Redis, heard by every node and sent to those who watch, and
 * what members have, read again when it changes. PostgreSQL is the truth and Redis only the fast way, so each copy is
 * compared with PostgreSQL every second.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "api",
            "auth :: caller",
            "auth :: session",
            "patience",
            "plan :: catalogue",
            "refusal",
            "pulse"
        })
package io.wellspring.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

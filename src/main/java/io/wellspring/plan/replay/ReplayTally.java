package io.wellspring.plan.replay;

import io.wellspring.plan.replay.ReplayNote.Difference;

/** Counts what a replay finds, and ends one that finds too much. */
final class ReplayTally {

    private long found;
    private boolean complete = true;

    Difference counted(Difference difference) {
        if (found == KindReplay.MOST_DIFFERENCES) {
            throw new ReplayStopped(difference);
        }
        found++;
        return difference;
    }

    /** The difference at which the replay ends, whatever may come after. */
    Difference stopped(Difference last) {
        complete = false;
        found++;
        return last;
    }

    ReplayNote.Verdict verdict(long positions, long lines) {
        return new ReplayNote.Verdict(found == 0, complete, positions, lines, found);
    }
}

package io.wellspring.plan.writer;

/**
 * How many commands a plan's next transaction takes. Of commands that failed together the first half is tried next, and
 * so on within the half that is at fault, until one stands alone; after that the pace doubles back to whole batches.
 *
 * @param commands to read next
 * @param suspects the first so many that wait, one of which is at fault; zero while none is known to be
 */
record Pace(int commands, int suspects) {

    static Pace whole(int batch) {
        return new Pace(batch, 0);
    }

    /** So many commands were decided. */
    Pace after(int decided, int batch) {
        int left = Math.max(0, suspects - decided);
        int doubled = Math.min(2 * commands, batch);
        return left == 0 ? whole(doubled) : new Pace(Math.min(doubled, half(left)), left);
    }

    /** So many commands failed together. */
    Pace failed(int together) {
        return new Pace(half(together), together);
    }

    /** The failing command is found; the next one may fail as well. */
    Pace found() {
        return whole(1);
    }

    /** The database did not serve, perhaps because it was too much at once. */
    Pace slower() {
        return new Pace(half(commands), suspects);
    }

    private static int half(int commands) {
        return Math.max(1, commands / 2);
    }
}

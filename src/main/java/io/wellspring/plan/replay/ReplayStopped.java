package io.wellspring.plan.replay;

/** Says that a replay cannot go on, and at what. */
final class ReplayStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ReplayNote.Difference reason;

    ReplayStopped(ReplayNote.Difference reason) {
        super(reason.toString());
        this.reason = reason;
    }

    ReplayNote.Difference reason() {
        return reason;
    }
}

package io.wellspring.plan.loop.rules;

/** Quota (fen) and shares (1/1,000,000) given to one member; zero where there is none. */
record LoopGrant(long quota, long shares) {

    static final LoopGrant NONE = new LoopGrant(0, 0);

    LoopGrant plus(LoopGrant more) {
        return new LoopGrant(Math.addExact(quota, more.quota), Math.addExact(shares, more.shares));
    }
}

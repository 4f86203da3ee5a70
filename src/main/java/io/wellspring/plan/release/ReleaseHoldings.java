package io.wellspring.plan.release;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** All that RELEASE plans keep of members beside the ledger: the tree, what orders below brought, and lots. */
@Component
final class ReleaseHoldings {

    private final ReleaseTree tree;
    private final ReleaseVolumes volumes;
    private final ReleaseLots lots;
    private final ReleaseCensus census;

    @Autowired
    ReleaseHoldings(ReleaseTree tree, ReleaseVolumes volumes, ReleaseLots lots, ReleaseCensus census) {
        this.tree = tree;
        this.volumes = volumes;
        this.lots = lots;
        this.census = census;
    }

    /** @param suffix of the names of tables of the same form; a constant, never input */
    ReleaseHoldings(DatabaseClient session, String suffix) {
        this(
                new ReleaseTree(session, "release_member" + suffix),
                new ReleaseVolumes(session, "release_volume" + suffix),
                new ReleaseLots(session, "release_lot" + suffix),
                new ReleaseCensus(session, suffix));
    }

    ReleaseTree tree() {
        return tree;
    }

    ReleaseVolumes volumes() {
        return volumes;
    }

    ReleaseLots lots() {
        return lots;
    }

    ReleaseCensus census() {
        return census;
    }
}

package io.wellspring.plan.kind;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rulebooks of each kind, by revision: a version of parameters is run with the rules that it was written for. */
@Component
public class Rulebooks {

    private final Revisions<Rulebook> revisions;

    Rulebooks(List<Rulebook> rulebooks) {
        this.revisions = new Revisions<>(rulebooks, Rulebook::kind, Rulebook::revision);
    }

    /** The rules that new parameters are written for. */
    public Rulebook newest(PlanKind kind) {
        return revisions.newest(kind);
    }

    /** The rules that a version names; a plan whose rules this node does not have stands still here. */
    public Rulebook of(Plan plan, PlanVersion version) {
        return revisions.numbered(plan.kind(), version.ruleRevision());
    }
}

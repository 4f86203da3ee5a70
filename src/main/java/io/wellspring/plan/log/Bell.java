package io.wellspring.plan.log;

/** Wakes the writer of a plan on this node; a ring too many does no harm, and one that is lost is made good by a look. */
@FunctionalInterface
public interface Bell {

    /** Says that a plan has something to do, after the commit of what it is. Never blocks. */
    void ring(long planId);
}

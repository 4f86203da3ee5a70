package io.wellspring.plan.loop.rules;

/**
 * What one member receives for a day, with what it was worked out from. Amounts in fen.
 *
 * @param member what the member had before the payment
 * @param level the place of the member's level among the plan's, below zero for none
 * @param ofWeighted the part of the weighted pool, before the quota caps it
 * @param paidWeighted what is paid of that part
 * @param ofLevel the part of the level's pool, before the quota caps it
 * @param paidLevel what is paid of that part
 */
public record Dividend(LoopMember member, int level, long ofWeighted, long paidWeighted, long ofLevel, long paidLevel) {

    static final int NO_LEVEL = -1;

    static Dividend none(LoopMember member) {
        return new Dividend(member, NO_LEVEL, 0, 0, 0, 0);
    }

    /** What the member receives, and what the quota falls by. */
    public long paid() {
        return paidWeighted + paidLevel;
    }

    /** The member after the payment. */
    public LoopMember memberAfter() {
        return new LoopMember(member.memberId(), quotaAfter(), member.shares());
    }

    public long quotaAfter() {
        return member.quota() - paid();
    }
}

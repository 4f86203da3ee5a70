package io.wellspring.plan.replay;

import io.wellspring.ledger.PostingSpan;
import java.util.List;
import java.util.TreeMap;

/**
 * The next stretch of a replay: positions, and whole postings that cover them. The plan's lines of a posting are summed
 * over all its positions, so a posting is never cut. Where the next one does not fit, the page ends before its first
 * position:
 *
 * <pre>{@code
 * positions  1   2   3   4 | 5   6   7   8      4 was refused and has no posting
 * postings   [ a     ]     | [ b         ]
 * }</pre>
 *
 * <p>A posting that is larger than a page is a page by itself.
 *
 * @param to last position, or the one before the first where only postings are left over
 * @param lastPosting id of the last posting of the page, so that the next page begins after it
 * @param isWhole whether no further posting belongs to these positions, as those do that finish what a command left
 */
record ReplayPage(long from, long to, long lastPosting, List<PostingSpan> spans, boolean isWhole) {

    static final int MOST_SPANS = 50;

    private static final long COMMANDS = 2_000;

    /** A posting covers no more commands than a batch may have. */
    private static final long LARGEST_BATCH = 10_000;

    /**
     * @param replayed position up to which all is replayed
     * @param until position at which the replay ends
     * @param unfinished whether a command left something to finish, which comes before anything else
     * @param next the postings that follow, {@link #MOST_SPANS} of them if there are so many
     */
    static ReplayPage after(long replayed, long lastPosting, long until, boolean unfinished, List<PostingSpan> next) {
        long bound = unfinished ? replayed : Math.min(until, replayed + COMMANDS);
        List<PostingSpan> spans = next.stream()
                .takeWhile(span ->
                        span.lastPosition() <= bound || isFirstAndLarge(span, next, replayed, until, unfinished))
                .toList();
        boolean all = spans.size() == next.size();
        long covered = spans.isEmpty()
                ? replayed
                : Math.max(replayed, spans.get(spans.size() - 1).lastPosition());
        long to = all && next.size() < MOST_SPANS
                ? Math.max(covered, bound)
                : Math.max(covered, beforeNext(next, spans, bound));
        if (to == replayed && spans.isEmpty() && !unfinished) {
            to = bound;
        }
        boolean whole = all ? next.size() < MOST_SPANS : next.get(spans.size()).lastPosition() > to;
        long posting =
                spans.isEmpty() ? lastPosting : spans.get(spans.size() - 1).id();
        return new ReplayPage(replayed + 1, to, posting, spans, whole);
    }

    /** The last position of the posting that covers this one; the position itself where none does. */
    long lastOf(long position) {
        return spans.stream()
                .filter(span -> span.firstPosition() <= position && position <= span.lastPosition())
                .mapToLong(PostingSpan::lastPosition)
                .findFirst()
                .orElse(position);
    }

    TreeMap<Long, PostingSpan> byId() {
        TreeMap<Long, PostingSpan> byId = new TreeMap<>();
        spans.forEach(span -> byId.put(span.id(), span));
        return byId;
    }

    private static boolean isFirstAndLarge(
            PostingSpan span, List<PostingSpan> next, long replayed, long until, boolean unfinished) {
        return !unfinished
                && span.equals(next.get(0))
                && span.firstPosition() <= replayed + 1
                && span.lastPosition() <= Math.min(until, replayed + LARGEST_BATCH);
    }

    /** Positions without a posting are replayed up to the next one. */
    private static long beforeNext(List<PostingSpan> next, List<PostingSpan> spans, long bound) {
        return spans.size() < next.size()
                ? Math.min(bound, next.get(spans.size()).firstPosition() - 1)
                : 0;
    }
}

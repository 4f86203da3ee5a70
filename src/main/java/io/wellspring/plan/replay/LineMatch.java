package io.wellspring.plan.replay;

import io.wellspring.ledger.PostedLine;
import io.wellspring.ledger.PostedSum;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.value.Move;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the lines that a replay expects against those that are written. Both come in the order of positions, so that
 * neither side is ever kept for longer than until the other has caught up.
 */
public final class LineMatch {

    private final long planId;
    private final Consumer<Difference> differences;
    private final Deque<Expected> expected = new ArrayDeque<>();
    private final Deque<PostedLine> written = new ArrayDeque<>();
    private final TreeMap<String, Long> sums = new TreeMap<>();
    private long matched;

    public LineMatch(long planId, Consumer<Difference> differences) {
        this.planId = planId;
        this.differences = differences;
    }

    /**
     * A line that should be there.
     *
     * @param balance after it, where the asset is the plan's own
     */
    public record Expected(
            Move.OfHolder move, LocalDate day, @Nullable Long balance) {}

    public long matched() {
        return matched;
    }

    public void expect(Expected line) {
        expected.add(line);
    }

    public void found(PostedLine line) {
        written.add(line);
    }

    /** A move of the plan's own accounts, which the posting that ends at this position should have in its sums. */
    public void expect(long lastPosition, Move.OfBook move, LocalDate day) {
        sums.merge(
                key(lastPosition, move.account(), move.asset().name(), move.kind(), day),
                move.amount(),
                Math::addExact);
    }

    public void found(long lastPosition, PostedSum sum) {
        String key = key(lastPosition, sum.account(), sum.asset(), sum.kind(), sum.businessDay());
        sums.merge(key, -sum.amount(), Math::addExact);
    }

    /** Whether more of what is written is needed to go on. */
    public boolean isAhead() {
        return !expected.isEmpty() && written.isEmpty();
    }

    /** Goes as far as both sides are known. */
    public void compare() {
        while (!expected.isEmpty() && !written.isEmpty()) {
            Expected wanted = expected.element();
            PostedLine line = written.element();
            if (isSame(wanted, line)) {
                compareBalances(expected.remove(), written.remove());
            } else if (isEarlier(line, wanted) || contains(wanted)) {
                unexpected(written.remove());
            } else if (isLater(line, wanted) || contains(line)) {
                missing(expected.remove());
            } else {
                differ(expected.remove(), written.remove());
            }
        }
    }

    /** What is left when nothing more can come for the positions so far. */
    public void end() {
        expected.forEach(this::missing);
        expected.clear();
        written.forEach(this::unexpected);
        written.clear();
        sums.forEach((where, over) -> {
            if (over != 0) {
                differences.accept(
                        new Difference(What.PLAN_LINE_DIFFERS, null, where, "0 more or less", over + " more"));
            }
        });
        sums.clear();
    }

    private void compareBalances(Expected wanted, PostedLine line) {
        matched++;
        if (wanted.balance() != null && wanted.balance() != line.balance()) {
            differences.accept(new Difference(
                    What.BALANCE_DIFFERS,
                    line.position(),
                    where(line),
                    String.valueOf(wanted.balance()),
                    String.valueOf(line.balance())));
        }
    }

    private boolean isSame(Expected wanted, PostedLine line) {
        Move.OfHolder move = wanted.move();
        return position(line) == move.position()
                && line.holderId() == move.holderId()
                && line.asset().equals(move.asset().name())
                && line.planId() == move.asset().in(planId).planId()
                && line.amount() == move.amount()
                && line.kind().equals(move.kind())
                && line.businessDay().equals(wanted.day());
    }

    private static boolean isEarlier(PostedLine line, Expected wanted) {
        return position(line) < wanted.move().position();
    }

    private static boolean isLater(PostedLine line, Expected wanted) {
        return position(line) > wanted.move().position();
    }

    /** A settlement's lines have none; it is expected as 0. */
    private static long position(PostedLine line) {
        return line.position() == null ? 0 : line.position();
    }

    /** Whether a line that is wanted now comes later, so that the one at hand is too many. */
    private boolean contains(Expected wanted) {
        return written.stream().anyMatch(line -> isSame(wanted, line));
    }

    private boolean contains(PostedLine line) {
        return expected.stream().anyMatch(wanted -> isSame(wanted, line));
    }

    private void missing(Expected wanted) {
        differences.accept(new Difference(
                What.LINE_MISSING,
                wanted.move().position(),
                "member " + wanted.move().holderId(),
                text(wanted),
                "nothing"));
    }

    private void unexpected(PostedLine line) {
        differences.accept(new Difference(What.LINE_UNEXPECTED, line.position(), where(line), "nothing", text(line)));
    }

    private void differ(Expected wanted, PostedLine line) {
        differences.accept(new Difference(What.LINE_DIFFERS, line.position(), where(line), text(wanted), text(line)));
    }

    private static String where(PostedLine line) {
        return "member " + line.holderId() + ", line " + line.id();
    }

    private String text(Expected wanted) {
        Move.OfHolder move = wanted.move();
        return "member %d %s of plan %d: %d, %s, %s"
                .formatted(
                        move.holderId(),
                        move.asset(),
                        move.asset().in(planId).planId(),
                        move.amount(),
                        move.kind(),
                        wanted.day());
    }

    private static String text(PostedLine line) {
        return "member %d %s of plan %d: %d, %s, %s"
                .formatted(
                        line.holderId(), line.asset(), line.planId(), line.amount(), line.kind(), line.businessDay());
    }

    private static String key(long lastPosition, String account, String asset, String kind, LocalDate day) {
        return "posting up to position %d, account %s, %s, %s, %s".formatted(lastPosition, account, asset, kind, day);
    }
}

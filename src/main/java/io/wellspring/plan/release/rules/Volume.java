package io.wellspring.plan.release.rules;

/**
 * What orders brought.
 *
 * @param cash in fen
 * @param points paid with, in 1/100 point
 */
public record Volume(long cash, long points) {

    public static final Volume NONE = new Volume(0, 0);

    Volume plus(Volume more) {
        return new Volume(Math.addExact(cash, more.cash), Math.addExact(points, more.points));
    }
}

package io.wellspring.ledger;

import io.wellspring.value.Chart;

/**
 * The second party of postings: what stands against holders. Each plan has a book under its own number; the house has
 * the one of number 0.
 *
 * @param chart the accounts that it has; a posting to any other is refused
 */
public record Book(long id, Kind kind, Chart chart) {

    /** Whose a book is. */
    public enum Kind {
        PLAN,
        HOUSE
    }

    private static final long OF_THE_HOUSE = 0;

    public Book {
        if ((kind == Kind.HOUSE) != (id == OF_THE_HOUSE)) {
            throw new IllegalArgumentException("book %d is none of a %s".formatted(id, kind));
        }
    }

    public static Book ofPlan(long planId, Chart chart) {
        return new Book(planId, Kind.PLAN, chart);
    }

    /** The book of the platform itself, with the accounts of the room that posts to it. */
    public static Book ofHouse(Chart chart) {
        return new Book(OF_THE_HOUSE, Kind.HOUSE, chart);
    }
}

package io.wellspring.ledger;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Rows turned into columns, which is how a statement takes thousands of them in one round trip. */
final class Columns<R> {

    private final Collection<R> rows;

    Columns(Collection<R> rows) {
        this.rows = rows;
    }

    Long[] longs(ToLongFunction<R> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }

    String[] texts(Function<R, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}

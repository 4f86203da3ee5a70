package io.wellspring.bulk;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends rows into tables, inside the transaction of the one who calls. */
@Component
public class CopyIn {

    private final DatabaseClient database;

    /** @param database the application's, or that of a session of its own */
    public CopyIn(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Inserts the rows. A row that the table does not take fails all.
     *
     * @param table with its columns, as {@code name (column, column)}; a constant, never input
     * @return how many there were
     */
    public Mono<Long> into(String table, Rows rows) {
        return database.inConnection(
                connection -> own(connection).copyIn("COPY " + table + " FROM STDIN BINARY", Mono.just(rows.ended())));
    }

    /** The driver's own connection, beneath those of the transaction and the pool: only it knows COPY. */
    private static PostgresqlConnection own(Connection connection) {
        if (connection instanceof PostgresqlConnection own) {
            return own;
        }
        if (connection instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner) {
            return own(inner);
        }
        throw new IllegalStateException("not a connection to PostgreSQL: " + connection);
    }
}

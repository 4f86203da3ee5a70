package io.wellspring.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import io.wellspring.database.NodeRights;
import io.wellspring.database.Transactions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A migrated database of its own on the real PostgreSQL, with a clock that a test can move. */
public final class TestDatabase {

    private static final AtomicInteger CREATED = new AtomicInteger();

    private final String name;
    private final DataSource dataSource;
    private final HikariDataSource connections;
    private final JdbcClient jdbc;

    private TestDatabase(String name) {
        this.name = name;
        this.dataSource = Servers.postgresql().getDatabase("postgres", name);
        this.connections = few(dataSource);
        this.jdbc = JdbcClient.create(connections);
    }

    public static TestDatabase create() {
        return copyOf(Template.NAME);
    }

    /** A database without a table, for tests of migrations. */
    public static TestDatabase empty() {
        return copyOf("template1");
    }

    private static TestDatabase copyOf(String template) {
        String name = "test_" + CREATED.incrementAndGet();
        JdbcClient.create(Servers.postgresql().getPostgresDatabase())
                .sql("CREATE DATABASE %s TEMPLATE %s".formatted(name, template))
                .update();
        return new TestDatabase(name);
    }

    /** Migrated once in a run and copied from then on. */
    private static final class Template {

        private static final String NAME = migrated();

        private static String migrated() {
            TestDatabase database = empty();
            database.migrateTo("latest");
            database.letTheClockBeMoved();
            database.connections.close();
            return database.name;
        }
    }

    /** Signing in anew for each statement would take longer than most statements. */
    private static HikariDataSource few(DataSource server) {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(server);
        configuration.setMaximumPoolSize(4);
        configuration.setMinimumIdle(0);
        configuration.setIdleTimeout(10_000);
        return new HikariDataSource(configuration);
    }

    /** Brings the database to this version, or as far as the versions go that lie before it. */
    public void migrateTo(String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .target(version)
                .callbacks(new NodeRights(Servers.NODE))
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    public String name() {
        return name;
    }

    /** For setting up and looking at what came of it; the code under test has its own, reactive door. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public void advance(Duration by) {
        jdbc.sql("UPDATE test_clock SET ahead = ahead + make_interval(secs => :seconds)")
                .param("seconds", by.toSeconds())
                .update();
    }

    /** What a room needs of a database, as the application would have it. */
    public void register(GenericApplicationContext context) {
        context.registerBean(
                ConnectionFactory.class, this::pool, definition -> definition.setDestroyMethodName("dispose"));
        registerTransactions(context);
    }

    /** The same, over connections to whichever database. */
    public static void register(GenericApplicationContext context, ConnectionFactory connections) {
        context.registerBean(ConnectionFactory.class, () -> connections);
        registerTransactions(context);
    }

    private static void registerTransactions(GenericApplicationContext context) {
        context.registerBean(
                DatabaseClient.class, () -> DatabaseClient.create(context.getBean(ConnectionFactory.class)));
        context.registerBean(
                ReactiveTransactionManager.class, () -> new Transactions(context.getBean(ConnectionFactory.class)));
        context.registerBean(
                TransactionalOperator.class,
                () -> TransactionalOperator.create(context.getBean(ReactiveTransactionManager.class)));
    }

    private ConnectionPool pool() {
        PostgresqlConnectionConfiguration configuration = PostgresqlConnectionConfiguration.builder()
                .host("127.0.0.1")
                .port(Servers.postgresql().getPort())
                .database(name)
                .username(Servers.NODE)
                .password(Servers.NODE)
                .statementTimeout(Duration.ofSeconds(30))
                .build();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(new PostgresqlConnectionFactory(configuration))
                .initialSize(0)
                .maxSize(8)
                .build());
    }

    private void letTheClockBeMoved() {
        jdbc.sql("CREATE TABLE test_clock (ahead interval NOT NULL)").update();
        jdbc.sql("INSERT INTO test_clock VALUES ('0')").update();
        jdbc.sql("GRANT SELECT ON test_clock TO " + Servers.NODE).update();
        jdbc.sql("""
                        CREATE OR REPLACE FUNCTION wellspring_now() RETURNS timestamptz
                            LANGUAGE sql STABLE
                            RETURN now() + (SELECT ahead FROM test_clock)
                        """).update();
    }
}

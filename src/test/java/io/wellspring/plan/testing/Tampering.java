package io.wellspring.plan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody at the database, who changes what is written behind the back of every guard, and puts it back. */
public record Tampering(TestDatabase database) {

    /** Keeps what the table has, and changes it. */
    public void change(String table, String update) {
        unguarded("CREATE TABLE kept AS SELECT * FROM " + table, update);
    }

    public void restore(String table) {
        String columns =
                database.jdbc().sql("""
                        SELECT string_agg(column_name, ', ') FROM information_schema.columns
                         WHERE table_name = ? AND is_generated = 'NEVER'
                        """).param(table).query(String.class).single();
        unguarded(
                "DELETE FROM " + table,
                "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM kept".formatted(table, columns),
                "DROP TABLE kept");
    }

    public void unguarded(String... statements) {
        new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()))
                .executeWithoutResult(status -> {
                    JdbcClient jdbc = JdbcClient.create(database.dataSource());
                    jdbc.sql("SET LOCAL session_replication_role = replica").update();
                    for (String statement : statements) {
                        assertThat(jdbc.sql(statement).update()).as(statement).isNotNegative();
                    }
                });
    }
}

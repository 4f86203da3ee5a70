package io.wellspring.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Gives the role of the nodes the rights it needs and takes all others, where migrations run as another role: the nodes
 * then read and write rows, and cannot change a table, a trigger or what is only ever added to. Where both are one role
 * it does nothing. It runs inside each migration, so that a new table is never without its rights, and after all of them.
 */
@Component
public final class NodeRights implements Callback {

    private static final long TURN = 7_231_889_042L;

    private final String node;

    /** @param node the role as which the application itself signs in */
    public NodeRights(@Value("${spring.r2dbc.username}") String node) {
        this.node = node;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_EACH_MIGRATE || event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "rights of the nodes";
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            settle(context.getConnection(), event == Event.AFTER_MIGRATE);
        } catch (SQLException failure) {
            throw new IllegalStateException("The rights of the nodes could not be settled.", failure);
        }
    }

    private void settle(Connection connection, boolean last) throws SQLException {
        if (node.equals(text(connection, "SELECT current_user"))) {
            return;
        }
        refuse(list(connection, NodeRightsSql.ABSENT));
        if (!list(connection, NodeRightsSql.CHANGES).isEmpty()) {
            change(connection);
        }
        if (last) {
            refuse(list(connection, NodeRightsSql.EXCESS));
        }
    }

    /** One node after the other: PostgreSQL refuses two changes of one table's rights at a time. */
    private void change(Connection connection) throws SQLException {
        text(connection, "SELECT pg_advisory_xact_lock(" + TURN + ")");
        try (Statement statement = connection.createStatement()) {
            for (String change : list(connection, NodeRightsSql.CHANGES)) {
                statement.execute(change);
            }
        }
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new NodeRightsRefused(String.join("\n", faults));
        }
    }

    private List<String> list(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, node);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}

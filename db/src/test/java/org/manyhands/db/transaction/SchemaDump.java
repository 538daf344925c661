package org.manyhands.db.transaction;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A schema as text: tables, columns, keys, indexes; the same text for the same schema. */
final class SchemaDump {
    private SchemaDump() {}

    static String of(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        StringBuilder dump = new StringBuilder();
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = meta.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        tables.removeIf(table -> table.equals("flyway_schema_history"));
        tables.sort(String.CASE_INSENSITIVE_ORDER);
        for (String table : tables) {
            dump.append("table ").append(lower(table)).append('\n');
            columns(connection, table, dump);
            indexes(connection, table, dump);
            foreignKeys(connection, table, dump);
        }
        return dump.toString();
    }

    private static void columns(Connection connection, String table, StringBuilder dump) throws SQLException {
        try (ResultSet rows =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (rows.next()) {
                dump.append("  ")
                        .append(lower(rows.getString("COLUMN_NAME")))
                        .append(' ')
                        .append(lower(rows.getString("TYPE_NAME")))
                        .append('(')
                        .append(rows.getLong("COLUMN_SIZE"))
                        .append(')')
                        .append(rows.getString("IS_NULLABLE").equals("NO") ? " not null" : "")
                        .append('\n');
            }
        }
    }

    private static void indexes(Connection connection, String table, StringBuilder dump) throws SQLException {
        Map<String, List<String>> indexes = new TreeMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
            while (rows.next()) {
                String kind = rows.getBoolean("NON_UNIQUE") ? "index " : "unique ";
                // H2 numbers the indexes that it makes for constraints anew in each database.
                String name = lower(rows.getString("INDEX_NAME")).replaceAll("_(index|key)_[0-9a-f]+$", "");
                indexes.computeIfAbsent(kind + name, key -> new ArrayList<>())
                        .add(lower(rows.getString("COLUMN_NAME")));
            }
        }
        indexes.forEach((name, columns) ->
                dump.append("  ").append(name).append(' ').append(columns).append('\n'));
    }

    private static void foreignKeys(Connection connection, String table, StringBuilder dump) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (ResultSet rows =
                connection.getMetaData().getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (rows.next()) {
                keys.add(
                        "  " + lower(rows.getString("FK_NAME")) + ": " + lower(rows.getString("FKCOLUMN_NAME")) + " -> "
                                + lower(rows.getString("PKTABLE_NAME")) + "." + lower(rows.getString("PKCOLUMN_NAME")));
            }
        }
        keys.stream().sorted().forEach(key -> dump.append(key).append('\n'));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

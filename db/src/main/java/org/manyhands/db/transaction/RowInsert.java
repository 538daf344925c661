package org.manyhands.db.transaction;

import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows of one entity. What a new row does not have yet (null, 0, no text, false, in each of the rows) stands in the statement itself, so
 * only the other columns are sent: a third of them, for results. MySQL and MariaDB get one statement for each of the {@link Portions}, which
 * costs the driver much less than a batch that it puts together itself. H2 gets a batch.
 */
final class RowInsert {
    private static final Map<Class<?>, RowInsert> KNOWN = new ConcurrentHashMap<>();

    private final String table;
    private final List<Column> columns;

    private RowInsert(Class<?> entity) {
        this.table = entity.getAnnotation(Table.class).name();
        this.columns = Arrays.stream(entity.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .map(Column::of)
                .toList();
    }

    /** Its fields are its columns, as for Hibernate. */
    static RowInsert into(Class<?> entity) {
        return KNOWN.computeIfAbsent(entity, RowInsert::new);
    }

    /** Inserts them, in this order; all are of the entity. */
    void write(Connection connection, DatabaseKind kind, List<?> rows) throws SQLException {
        List<String> words = columns.stream().map(column -> column.word(rows)).toList();
        List<Column> sent = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            if (words.get(place).equals("?")) {
                sent.add(columns.get(place));
            }
        }
        String row = words.stream().collect(Collectors.joining(", ", "(", ")"));
        if (kind == DatabaseKind.H2) {
            batch(connection, insert(row, 1), sent, rows);
        } else {
            together(connection, row, sent, rows);
        }
    }

    private static void batch(Connection connection, String sql, List<Column> sent, List<?> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object row : rows) {
                set(statement, 0, sent, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void together(Connection connection, String row, List<Column> sent, List<?> rows) throws SQLException {
        for (List<?> portion : Portions.of(rows, one -> bytes(sent, one))) {
            try (PreparedStatement statement = connection.prepareStatement(insert(row, portion.size()))) {
                for (int place = 0; place < portion.size(); place++) {
                    set(statement, place * sent.size(), sent, portion.get(place));
                }
                statement.executeUpdate();
            }
        }
    }

    private static int bytes(List<Column> sent, Object row) {
        return sent.stream()
                .mapToInt(column -> Portions.bytes(column.value(row)))
                .sum();
    }

    private String insert(String row, int rows) {
        return "insert into " + table + columns.stream().map(Column::name).collect(Collectors.joining(", ", " (", ")"))
                + " values " + Stream.generate(() -> row).limit(rows).collect(Collectors.joining(", "));
    }

    private static void set(PreparedStatement statement, int before, List<Column> sent, Object row)
            throws SQLException {
        for (int place = 0; place < sent.size(); place++) {
            statement.setObject(before + place + 1, sent.get(place).value(row));
        }
    }

    private record Column(String name, Field field) {
        private static final PhysicalNamingStrategySnakeCaseImpl NAMES = new PhysicalNamingStrategySnakeCaseImpl();

        static Column of(Field field) {
            field.setAccessible(true);
            String name = NAMES.toPhysicalColumnName(Identifier.toIdentifier(field.getName()), null)
                    .getText();
            return new Column(name, field);
        }

        @Nullable
        Object value(Object row) {
            try {
                return field.get(row);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " cannot be read", e);
            }
        }

        /** What stands for it in the statement: a question mark, unless it is nothing in all of the rows. */
        String word(List<?> rows) {
            String word = word(value(rows.get(0)));
            return !word.equals("?")
                            && rows.stream().allMatch(row -> word(value(row)).equals(word))
                    ? word
                    : "?";
        }

        private static String word(@Nullable Object value) {
            if (value == null) {
                return "null";
            }
            if (value instanceof Number number) {
                return number.doubleValue() == 0 ? "0" : "?";
            }
            return value.equals("") ? "''" : value.equals(false) ? "false" : "?";
        }
    }
}

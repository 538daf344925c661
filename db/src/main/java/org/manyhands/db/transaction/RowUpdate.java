package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets columns of many rows of one table, each row to values of its own. MySQL and MariaDB parse and plan each statement of a batch, which
 * costs as much as the write itself; so they get one statement for each of the {@link Portions}, in which every column is {@code case id when ? then ? ... end},
 * or one value where all rows share it. H2 plans a statement once for all, and gets a batch.
 */
public final class RowUpdate {
    private final String table;
    private final String id;
    private final List<Setting> settings;
    private final @Nullable String guard;

    /**
     * Describes an update.
     *
     * @param id the column by which rows are found
     * @param guard a column that must still have the value that the row names; null when there is none
     */
    public RowUpdate(String table, String id, List<Setting> settings, @Nullable String guard) {
        this.table = table;
        this.id = id;
        this.settings = List.copyOf(settings);
        this.guard = guard;
    }

    /** Carries it out, in the order given; whether each row was there with its guard. A row may come up once. */
    public boolean[] write(Tx tx, List<Row> rows) {
        boolean[] written = new boolean[rows.size()];
        int done = 0;
        for (List<Row> some : tx.kind() == DatabaseKind.H2 ? List.of(rows) : Portions.of(rows, Row::bytes)) {
            // Fewer are not worth a savepoint.
            boolean all = tx.kind() != DatabaseKind.H2 && some.size() >= Portions.LEAST && together(tx, some);
            int[] counts = all ? new int[0] : singly(tx, some);
            for (int place = 0; place < some.size(); place++) {
                written[done + place] = all || counts[place] == 1;
            }
            done += some.size();
        }
        return written;
    }

    private int[] singly(Tx tx, List<Row> rows) {
        String sql = "update " + table + " set "
                + settings.stream().map(each -> each.to("?")).collect(Collectors.joining(", ")) + " where " + id
                + " = ?"
                + (guard == null ? "" : " and " + guard + " = ?");
        return tx.updateAll(sql, rows.stream().map(this::parameters).toList());
    }

    private @Nullable Object[] parameters(Row row) {
        List<@Nullable Object> all = new ArrayList<>(row.values());
        all.add(row.id());
        if (guard != null) {
            all.add(row.guard());
        }
        return all.toArray();
    }

    /** False when not all rows are as they should be; then none is changed, and each has to be tried alone to know which it is. */
    private boolean together(Tx tx, List<Row> rows) {
        List<@Nullable Object> parameters = new ArrayList<>(rows.size() * (settings.size() + 1));
        String set = IntStream.range(0, settings.size())
                .mapToObj(place ->
                        settings.get(place).to(value(rows, row -> row.values().get(place), parameters)))
                .collect(Collectors.joining(", "));
        rows.forEach(row -> parameters.add(row.id()));
        String where =
                id + " in (" + Stream.generate(() -> "?").limit(rows.size()).collect(Collectors.joining(", ")) + ")"
                        + (guard == null ? "" : " and " + guard + " = " + value(rows, Row::guard, parameters));
        return tx.updateExactly("update " + table + " set " + set + " where " + where, parameters, rows.size());
    }

    /** The value of a column for each of the rows, as SQL. */
    private String value(List<Row> rows, Function<Row, @Nullable Object> value, List<@Nullable Object> parameters) {
        @Nullable Object first = value.apply(rows.get(0));
        if (rows.stream().allMatch(row -> Objects.equals(first, value.apply(row)))) {
            parameters.add(first);
            return "?";
        }
        StringBuilder cases = new StringBuilder("case ").append(id);
        for (Row row : rows) {
            parameters.add(row.id());
            parameters.add(value.apply(row));
            cases.append(" when ? then ?");
        }
        return cases.append(" end").toString();
    }

    /**
     * A column that is set.
     *
     * @param added whether the value is added to what is there, instead of taking its place
     */
    public record Setting(String column, boolean added) {
        /** The value takes the place of what is there. */
        public Setting(String column) {
            this(column, false);
        }

        private String to(String value) {
            return column + " = " + (added ? column + " + " : "") + value;
        }
    }

    /**
     * A row and its values, in the order of the settings.
     *
     * @param guard what the guard must be; null when there is none
     */
    public record Row(long id, @Nullable Object guard, List<@Nullable Object> values) {
        private int bytes() {
            return values.stream().mapToInt(Portions::bytes).sum();
        }
    }
}

package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes many rows of one table by compare-and-set, in JDBC batches: only columns whose values differ are written, so
 * that no index is touched in vain, and rows that change in the same columns share a statement. Rows are written in order of
 * id within a statement, so that two who change the same rows wait for each other instead of locking each other out.
 *
 * @param <R> what stands for a row
 */
public final class RowChanges<R> {
    private final String table;
    private final ToLongFunction<R> id;
    private final Column<R> guard;
    private final List<Column<R>> columns;

    /**
     * Describes a table.
     *
     * @param id reads column {@code id}
     * @param guard the column that must still have its value from before; always written
     * @param columns those that may change besides
     */
    public RowChanges(String table, ToLongFunction<R> id, Column<R> guard, List<Column<R>> columns) {
        this.table = table;
        this.id = id;
        this.guard = guard;
        this.columns = List.copyOf(columns);
    }

    /** Carries them out; in the order given, whether each row still was as before. A row may come up once. */
    public boolean[] write(Tx tx, List<Change<R>> changes) {
        Map<List<Column<R>>, List<Integer>> groups = new LinkedHashMap<>();
        for (int place = 0; place < changes.size(); place++) {
            groups.computeIfAbsent(changed(changes.get(place)), columns -> new ArrayList<>())
                    .add(place);
        }
        boolean[] written = new boolean[changes.size()];
        groups.forEach((set, places) -> {
            places.sort(Comparator.comparingLong(
                    place -> id.applyAsLong(changes.get(place).before())));
            int[] counts = tx.updateAll(
                    statement(set),
                    places.stream()
                            .map(place -> parameters(set, changes.get(place)))
                            .toList());
            for (int row = 0; row < counts.length; row++) {
                written[places.get(row)] = counts[row] == 1;
            }
        });
        return written;
    }

    private List<Column<R>> changed(Change<R> change) {
        return columns.stream()
                .filter(column -> !Objects.equals(
                        column.value().apply(change.before()), column.value().apply(change.after())))
                .toList();
    }

    private String statement(List<Column<R>> set) {
        return "update " + table + " set " + guard.name() + " = ?"
                + set.stream().map(column -> ", " + column.name() + " = ?").collect(Collectors.joining())
                + " where id = ? and " + guard.name() + " = ?";
    }

    private @Nullable Object[] parameters(List<Column<R>> set, Change<R> change) {
        List<@Nullable Object> values = new ArrayList<>(set.size() + 3);
        values.add(guard.value().apply(change.after()));
        set.forEach(column -> values.add(column.value().apply(change.after())));
        values.add(id.applyAsLong(change.before()));
        values.add(guard.value().apply(change.before()));
        return values.toArray();
    }

    /** A column, and how a row's value is read. */
    public record Column<R>(String name, Function<R, @Nullable Object> value) {}

    /** A row as it was read, and as it is to be. */
    public record Change<R>(R before, R after) {}
}

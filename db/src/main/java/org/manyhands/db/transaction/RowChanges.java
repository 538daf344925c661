package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes many rows of one table by compare-and-set, many with each statement: only columns whose values differ are written, so
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
            boolean[] found = update(set)
                    .write(
                            tx,
                            places.stream()
                                    .map(place -> row(set, changes.get(place)))
                                    .toList());
            for (int row = 0; row < found.length; row++) {
                written[places.get(row)] = found[row];
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

    private RowUpdate update(List<Column<R>> set) {
        return new RowUpdate(
                table,
                "id",
                Stream.concat(Stream.of(guard), set.stream())
                        .map(column -> new RowUpdate.Setting(column.name()))
                        .toList(),
                guard.name());
    }

    private RowUpdate.Row row(List<Column<R>> set, Change<R> change) {
        List<@Nullable Object> values = new ArrayList<>(set.size() + 1);
        values.add(guard.value().apply(change.after()));
        set.forEach(column -> values.add(column.value().apply(change.after())));
        return new RowUpdate.Row(id.applyAsLong(change.before()), guard.value().apply(change.before()), values);
    }

    /** A column, and how a row's value is read. */
    public record Column<R>(String name, Function<R, @Nullable Object> value) {}

    /** A row as it was read, and as it is to be. */
    public record Change<R>(R before, R after) {}
}

package org.manyhands.bench.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures one kernel in all columns. Their processes live at the same time and take turns, so that a slow minute of the
 * machine is a slow minute for all. A process that fails leaves its column empty and the others go on.
 */
final class Turns {
    private final Workshop workshop;
    private final Kernel kernel;
    private final Map<Column, KernelProcess> processes = new EnumMap<>(Column.class);
    private final Map<Column, List<Sample>> samples = new EnumMap<>(Column.class);
    private final List<String> failures = new ArrayList<>();

    private Turns(Workshop workshop, Kernel kernel) {
        this.workshop = workshop;
        this.kernel = kernel;
    }

    /** What came of a kernel: a cell for each column that did not fail, and a line for each that did. */
    record Outcome(Map<Column, Cell> cells, List<String> failures) {}

    /**
     * Measures.
     *
     * @param columns what to measure
     * @param runs warm runs of each
     */
    static Outcome measure(Workshop workshop, Kernel kernel, Set<Column> columns, int runs) throws IOException {
        Turns turns = new Turns(workshop, kernel);
        try {
            for (Column column : columns) {
                turns.start(column);
            }
            for (int turn = 0; turn < Cell.WARM_UP + runs; turn++) {
                for (Column column : List.copyOf(turns.processes.keySet())) {
                    turns.run(column);
                }
            }
            return turns.outcome();
        } finally {
            turns.processes.values().forEach(KernelProcess::close);
        }
    }

    private void start(Column column) throws IOException {
        try {
            processes.put(column, workshop.start(kernel, column));
            samples.put(column, new ArrayList<>());
        } catch (KernelFailedException e) {
            fail(column, e);
        }
    }

    private void run(Column column) throws IOException {
        KernelProcess process = processes.get(column);
        List<Sample> taken = samples.get(column);
        if (process == null || taken == null) {
            throw new IllegalStateException("no process for " + column);
        }
        try {
            taken.add(process.run());
        } catch (KernelFailedException e) {
            process.close();
            processes.remove(column);
            samples.remove(column);
            fail(column, e);
        }
    }

    private void fail(Column column, KernelFailedException failure) {
        failures.add(kernel.title() + ", column '" + column.title() + "': the process " + failure.getMessage());
    }

    private Outcome outcome() {
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        samples.forEach((column, taken) -> cells.put(column, new Cell(taken)));
        return new Outcome(cells, failures);
    }
}

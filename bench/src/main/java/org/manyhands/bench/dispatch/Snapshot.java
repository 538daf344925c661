package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.manyhands.bench.dispatch.load.LoadReport;

/** Everything that is counted, at one moment. */
record Snapshot(
        long nanos,
        LoadReport load,
        Stages stages,
        Map<String, ProcessFigures> processes,
        Optional<BenchDatabase.Writes> writes) {

    static Snapshot take(
            LoadProcess load, Connection connection, Workload workload, BenchDatabase database, Map<String, Long> pids)
            throws IOException, SQLException, BenchFailedException {
        LoadReport report = load.report();
        Stages stages = Stages.count(connection, workload.ids());
        Optional<BenchDatabase.Writes> writes = database.writes(connection);
        Map<String, ProcessFigures> processes = new LinkedHashMap<>();
        pids.forEach((name, pid) -> processes.put(name, ProcessFigures.of(pid)));
        return new Snapshot(System.nanoTime(), report, stages, processes, writes);
    }
}

package org.manyhands.db.result;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;

/** Reports as hosts sent them. */
final class ResultReports {
    private ResultReports() {}

    /** Keeps them, each in the place of an earlier one. */
    static void save(Tx tx, List<ResultReport> reports) {
        List<ResultReportEntity> rows = reports.stream().map(ResultReports::row).toList();
        Set<Long> present = present(tx, rows);
        tx.insertAll(
                rows.stream().filter(row -> !present.contains(row.resultId)).toList());
        for (ResultReportEntity row : rows) {
            if (present.contains(row.resultId)) {
                tx.session().update(row);
            }
        }
    }

    static Map<ResultId, ResultReport> find(Tx tx, Collection<ResultId> ids) {
        Map<ResultId, ResultReport> found = new HashMap<>();
        for (List<ResultId> chunk : Lists.chunks(ids)) {
            tx.sql("select r.* from result_report r where r.result_id in (:ids)", ResultReportEntity.class)
                    .setParameterList("ids", chunk.stream().map(ResultId::value).toList())
                    .getResultList()
                    .forEach(row -> found.put(
                            new ResultId(row.resultId),
                            Json.readOwn(new String(row.body, StandardCharsets.UTF_8), ResultReport.class)));
        }
        return found;
    }

    private static ResultReportEntity row(ResultReport report) {
        ResultReportEntity row = new ResultReportEntity();
        row.resultId = report.resultId().value();
        row.body = Json.write(report).getBytes(StandardCharsets.UTF_8);
        return row;
    }

    private static Set<Long> present(Tx tx, List<ResultReportEntity> rows) {
        Set<Long> present = new HashSet<>();
        for (List<ResultReportEntity> chunk : Lists.chunks(rows)) {
            present.addAll(tx.sql("select r.result_id from result_report r where r.result_id in (:ids)", Long.class)
                    .setParameterList(
                            "ids", chunk.stream().map(row -> row.resultId).toList())
                    .getResultList());
        }
        return present;
    }
}

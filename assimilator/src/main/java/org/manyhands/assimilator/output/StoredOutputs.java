package org.manyhands.assimilator.output;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.answer.AnswerStore;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;

/** The outputs of a batch whose parts are stored, read page by page. */
public final class StoredOutputs implements UnitOutputs {
    /** Reports carry small outputs inside, so a page is kept small. */
    private static final int PAGE = 32;

    private final Database db;
    private final FileStore files;
    private final BatchId batch;

    public StoredOutputs(Database db, FileStore files, BatchId batch) {
        this.db = db;
        this.files = files;
        this.batch = batch;
    }

    @Override
    public void forEach(Visitor visitor) throws AnswerRefusedException, IOException {
        long next = 0;
        while (true) {
            long from = next;
            List<UnitOutput> page = db.inTransaction(tx -> page(tx, from));
            for (UnitOutput unit : page) {
                visitor.visit(unit);
                next = unit.index() + 1;
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private List<UnitOutput> page(Tx tx, long from) {
        List<AnswerStore.Part> parts = db.answers().parts(tx, batch, from, PAGE);
        Map<ResultId, ResultReport> reports = db.results()
                .reports(tx, parts.stream().map(AnswerStore.Part::resultId).toList());
        return parts.stream()
                .map(part -> new UnitOutput(part.index(), report(reports, part), files))
                .toList();
    }

    private static ResultReport report(Map<ResultId, ResultReport> reports, AnswerStore.Part part) {
        ResultReport report = reports.get(part.resultId());
        if (report == null) {
            throw new IllegalStateException("the report of result " + part.resultId() + ", which stands for work unit "
                    + part.workUnitId() + ", is missing in the database");
        }
        return report;
    }
}

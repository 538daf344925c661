package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.ResultId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes finished results: IN_PROGRESS to RETURNED with the claims, or to ERRORED when there is none that adds up. */
public final class ReceiveReports {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveReports.class);
    private static final int LONGEST_REASON = 1_000;

    private final Database database;
    private final FileStore files;

    public ReceiveReports(Database database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    List<Acknowledgement> receive(Tx tx, Host host, HeldResults held, List<ResultReport> reports) {
        List<Acknowledgement> acknowledged = new ArrayList<>();
        for (ResultReport report : reports) {
            if (report.resultId() == null) {
                throw new RefusedException(
                        ErrorCode.MALFORMED_REQUEST,
                        "a report in 'finished' has no 'resultId'; every report names its result");
            }
            acknowledged.add(receive(tx, host, held, report));
        }
        return acknowledged;
    }

    private Acknowledgement receive(Tx tx, Host host, HeldResults held, ResultReport report) {
        Optional<Result> found = held.find(report.resultId());
        if (found.isEmpty()) {
            return notInProgress(report.resultId());
        }
        held.remove(report.resultId());
        Result result = found.get();
        Batch batch = database.batches().byId(tx, result.batchId()).orElseThrow();
        Optional<String> refusal =
                ReportCheck.refusal(report, Objects.requireNonNull(batch.limits()), output -> isStored(tx, output));
        if (refusal.isPresent()) {
            LOG.info("host {}: report of result {} refused: {}", host.id(), result.id(), refusal.get());
            return end(tx, result, new ResultEvent.Errored("report refused: " + cut(refusal.get())))
                    ? new Acknowledgement(result.id(), false, ErrorCode.REPORT_REFUSED.name(), refusal.get())
                    : notInProgress(result.id());
        }
        OutcomeReport outcome = report.outcome();
        if (!outcome.deterministic()) {
            return end(tx, result, new ResultEvent.Errored(cut(outcome.words())))
                    ? new Acknowledgement(result.id(), true, "", "")
                    : notInProgress(result.id());
        }
        if (!end(tx, result, new ResultEvent.Returned(outcome, report.fuel(), report.digest()))) {
            return notInProgress(result.id());
        }
        database.results().saveReport(tx, report);
        report.outputs().stream()
                .filter(output -> output.content() == null)
                .map(OutputReport::sha256)
                .distinct()
                .sorted()
                .forEach(sha256 -> database.blobs().reference(tx, sha256));
        return new Acknowledgement(result.id(), true, "", "");
    }

    private boolean end(Tx tx, Result result, ResultEvent event) {
        return database.results().apply(tx, result, event).isPresent();
    }

    private boolean isStored(Tx tx, OutputReport output) {
        Optional<Blob> blob = database.blobs().byDigest(tx, output.sha256());
        return blob.isPresent() && blob.get().bytes() == output.bytes() && files.has(output.sha256());
    }

    private static Acknowledgement notInProgress(ResultId id) {
        return new Acknowledgement(
                id,
                false,
                ErrorCode.RESULT_NOT_IN_PROGRESS.name(),
                "result " + id
                        + " is not in progress on this host: it came too late, is not needed any more, was reported"
                        + " before, or is another host's; forget it");
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_REASON ? words : words.substring(0, LONGEST_REASON);
    }
}

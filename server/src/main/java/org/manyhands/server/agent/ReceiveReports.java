package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply.Acknowledgement;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.server.dispatch.KnownBatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes finished results: IN_PROGRESS to RETURNED with the claims, or to ERRORED when there is none that adds up; also those that come
 * after their deadline, when they have something to say.
 */
public final class ReceiveReports {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveReports.class);
    private static final int LONGEST_REASON = 1_000;

    private final Database database;
    private final FileStore files;
    private final KnownBatches batches;

    public ReceiveReports(Database database, FileStore files, KnownBatches batches) {
        this.database = database;
        this.files = files;
        this.batches = batches;
    }

    /** Takes the reports of all these calls, and acknowledges each. */
    void receive(Tx tx, List<SyncTurn> turns) {
        List<Arrival> arrivals = new ArrayList<>();
        LateResults late = late(tx, turns);
        for (SyncTurn turn : turns) {
            turn.call().request().finished().forEach(report -> arrivals.add(arrival(tx, turn, report, late)));
        }
        List<ResultChange> changes =
                arrivals.stream().map(Arrival::change).filter(Objects::nonNull).toList();
        List<Optional<Result>> outcomes = database.results().applyAll(tx, changes);
        List<ResultReport> kept = new ArrayList<>();
        int next = 0;
        for (Arrival arrival : arrivals) {
            boolean carriedOut =
                    arrival.change() == null || outcomes.get(next++).isPresent();
            arrival.turn()
                    .acknowledge(
                            carriedOut
                                    ? arrival.acknowledgement()
                                    : notInProgress(arrival.report().resultId()));
            EndedRun run = arrival.run();
            if (carriedOut && run != null) {
                arrival.turn().end(run);
            }
            if (carriedOut && arrival.isReturned()) {
                kept.add(arrival.report());
            }
        }
        database.results().saveReports(tx, kept);
        kept.stream()
                .flatMap(report -> report.outputs().stream()
                        .filter(output -> output.content() == null)
                        .map(OutputReport::sha256)
                        .distinct())
                .sorted()
                .forEach(sha256 -> database.blobs().reference(tx, sha256));
    }

    private LateResults late(Tx tx, List<SyncTurn> turns) {
        List<ResultId> unknown = new ArrayList<>();
        for (SyncTurn turn : turns) {
            Set<ResultId> reported = new HashSet<>();
            turn.call().request().finished().stream()
                    .map(ResultReport::resultId)
                    .filter(id -> !reported.add(id) || turn.held().find(id).isEmpty())
                    .forEach(unknown::add);
        }
        return LateResults.of(database, tx, unknown);
    }

    private Arrival arrival(Tx tx, SyncTurn turn, ResultReport report, LateResults late) {
        ResultId id = report.resultId();
        Optional<Result> found = turn.held().find(id);
        if (found.isEmpty()) {
            Optional<Result> overdue = late.find(turn.host(), id);
            overdue.ifPresent(late::take);
            return overdue.map(result -> lateArrival(tx, turn, report, result))
                    .orElseGet(() -> new Arrival(turn, report, null, null, refused(id, late.refusal(turn.host(), id))));
        }
        turn.held().remove(id);
        Result result = found.get();
        Batch batch = batches.batch(tx, result.batchId());
        Optional<String> refusal =
                ReportCheck.refusal(report, batch.limits(result.pieces()), output -> isStored(tx, output));
        if (refusal.isPresent()) {
            LOG.info("host {}: report of result {} refused: {}", turn.host().id(), result.id(), refusal.get());
            return new Arrival(
                    turn,
                    report,
                    new ResultChange(result, new ResultEvent.Errored("report refused: " + cut(refusal.get()))),
                    run(batch, result, report, false),
                    new Acknowledgement(result.id(), false, ErrorCode.REPORT_REFUSED.name(), refusal.get()));
        }
        OutcomeReport outcome = report.outcome();
        ResultEvent event = outcome.deterministic()
                ? new ResultEvent.Returned(outcome, report.fuel(), report.digest())
                : new ResultEvent.Errored(cut(outcome.words()));
        return new Arrival(
                turn,
                report,
                new ResultChange(result, event),
                run(batch, result, report, outcome.deterministic()),
                new Acknowledgement(result.id(), true, "", ""));
    }

    private static EndedRun run(Batch batch, Result result, ResultReport report, boolean returned) {
        return new EndedRun(
                batch.appVersionId(),
                result.workUnitId(),
                returned,
                report.fuel(),
                report.wallMillis(),
                result.sentMillis());
    }

    /** One that says nothing that can be judged stays as it is: its deadline passed, and another copy was made. */
    private Arrival lateArrival(Tx tx, SyncTurn turn, ResultReport report, Result result) {
        Batch batch = batches.batch(tx, result.batchId());
        Optional<String> refusal =
                ReportCheck.refusal(report, batch.limits(result.pieces()), output -> isStored(tx, output));
        if (refusal.isPresent()) {
            return new Arrival(
                    turn,
                    report,
                    null,
                    null,
                    new Acknowledgement(result.id(), false, ErrorCode.REPORT_REFUSED.name(), refusal.get()));
        }
        OutcomeReport outcome = report.outcome();
        ResultChange change = outcome.deterministic()
                ? new ResultChange(result, new ResultEvent.Returned(outcome, report.fuel(), report.digest()))
                : null;
        // What took longer than it should is learned from, too.
        EndedRun run = change == null ? null : run(batch, result, report, true);
        return new Arrival(turn, report, change, run, new Acknowledgement(result.id(), true, "", ""));
    }

    private boolean isStored(Tx tx, OutputReport output) {
        Optional<Blob> blob = database.blobs().byDigest(tx, output.sha256());
        return blob.isPresent() && blob.get().bytes() == output.bytes() && files.has(output.sha256());
    }

    /** It changed since it was read. */
    private static Acknowledgement notInProgress(ResultId id) {
        return refused(
                id,
                "result " + id
                        + " is not in progress on this host: it came too late, is not needed any more or was reported"
                        + " before; forget it");
    }

    private static Acknowledgement refused(ResultId id, String words) {
        return new Acknowledgement(id, false, ErrorCode.RESULT_NOT_IN_PROGRESS.name(), words);
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_REASON ? words : words.substring(0, LONGEST_REASON);
    }

    /**
     * A report that came.
     *
     * @param change what it does; null when there is nothing that it could change
     * @param run what can be learned from it; null as the change is
     * @param acknowledgement what the host is told when that is carried out
     */
    private record Arrival(
            SyncTurn turn,
            ResultReport report,
            @Nullable ResultChange change,
            @Nullable EndedRun run,
            Acknowledgement acknowledgement) {
        boolean isReturned() {
            return change != null && change.event() instanceof ResultEvent.Returned;
        }
    }
}

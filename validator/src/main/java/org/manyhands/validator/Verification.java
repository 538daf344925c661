package org.manyhands.validator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.check.AnswerCheck;
import org.manyhands.db.check.AnswerCheck.Verdict;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.sandbox.SlotException;
import org.manyhands.validator.verify.Question;
import org.manyhands.validator.verify.Verifier;
import org.manyhands.validator.verify.VerifierRoom;
import org.manyhands.validator.verify.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the verifier of one batch about its answers that wait, for one turn. Each word is kept and the work unit judged by it in one
 * transaction; killed before, the question waits still, and two that ask the same hear the same.
 */
final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final int BLOCK = 32;

    /** After that the next batch has its turn, whatever is left. */
    static final Duration TURN = Duration.ofSeconds(10);

    /** A verifier is cheap: one that takes longer for an answer is asked where it delays slow ones only. */
    static final Duration SLOW = Duration.ofSeconds(5);

    /** What a verifier that failed gets besides its first try: the machine may have been at fault. */
    private static final int FURTHER_TRIES = 1;

    private final Database db;
    private final FileStore files;
    private final VerifierRoom room;
    private final JudgingTerms terms;
    private final Verifiers verifiers;
    private final LongSupplier nanos;

    /** @param nanos a clock for the turn, as {@link System#nanoTime} */
    Verification(
            Database db,
            FileStore files,
            VerifierRoom room,
            JudgingTerms terms,
            Verifiers verifiers,
            LongSupplier nanos) {
        this.db = db;
        this.files = files;
        this.room = room;
        this.terms = terms;
        this.verifiers = verifiers;
        this.nanos = nanos;
    }

    /** How long the verifier took for the answers of a turn. */
    enum Pace {
        /** It was not asked. */
        UNKNOWN,
        /** Not long for any of them. */
        QUICK,
        /** Long for the last one. */
        SLOW
    }

    private record Asked(AnswerCheck check, WorkUnit unit, Question question) {}

    /** Asks until the turn is over, nothing waits, the verifier took long for an answer, or it fails, which pauses the batch. */
    Pace turn(BatchId id) throws IOException, SlotException {
        Batch batch = db.inTransaction(tx -> db.batches().byId(tx, id).orElseThrow());
        AppVersionRow version = db.inTransaction(
                tx -> db.applications().version(tx, batch.appVersionId()).orElseThrow());
        long end = nanos.getAsLong() + TURN.toNanos();
        Pace pace = Pace.UNKNOWN;
        try (Verifier verifier =
                new Verifier(Objects.requireNonNull(version.verifier()).moduleSha256(), files, room)) {
            while (nanos.getAsLong() < end) {
                List<AnswerCheck> waiting = db.inTransaction(tx -> waiting(tx, id));
                for (AnswerCheck check : waiting) {
                    if (nanos.getAsLong() >= end) {
                        return pace;
                    }
                    Optional<Asked> asked = db.inTransaction(tx -> read(tx, check, version));
                    if (asked.isEmpty()) {
                        continue;
                    }
                    long begun = nanos.getAsLong();
                    Word word = ask(verifier, asked.get().question(), id);
                    pace = nanos.getAsLong() - begun > SLOW.toNanos() ? Pace.SLOW : Pace.QUICK;
                    boolean goesOn = answered(word, batch, asked.get());
                    if (pace == Pace.SLOW || !goesOn) {
                        return pace;
                    }
                }
                if (waiting.size() < BLOCK) {
                    return pace;
                }
            }
        }
        return pace;
    }

    /** None once the batch is paused. */
    private List<AnswerCheck> waiting(Tx tx, BatchId id) {
        return isRunning(tx, id) ? db.checks().waiting(tx, id, BLOCK) : List.of();
    }

    private boolean isRunning(Tx tx, BatchId id) {
        return db.batches()
                .byId(tx, id)
                .filter(batch -> batch.state() == BatchState.RUNNING)
                .isPresent();
    }

    private boolean isWanted(BatchId id) {
        try {
            return db.inTransaction(tx -> isRunning(tx, id));
        } catch (RuntimeException e) {
            LOG.debug("batch {}: the database is away; its verifier runs on meanwhile", id, e);
            return true;
        }
    }

    /** Empty when nobody wants to know any more; the question goes then. */
    private Optional<Asked> read(Tx tx, AnswerCheck check, AppVersionRow version) {
        WorkUnit unit = db.workUnits().byIds(tx, List.of(check.unit())).get(check.unit());
        Optional<ResultReport> report = db.results().report(tx, check.result());
        if (unit == null || unit.state() != WorkUnitState.OPEN || report.isEmpty()) {
            db.checks().forget(tx, List.of(check.unit()));
            return Optional.empty();
        }
        List<InputReference> inputs =
                Stream.concat(version.files().stream(), unit.inputs().stream()).toList();
        return Optional.of(new Asked(check, unit, new Question(unit.arguments(), unit.seed(), inputs, report.get())));
    }

    private Word ask(Verifier verifier, Question question, BatchId id) throws IOException, SlotException {
        Word word = verifier.ask(question, () -> isWanted(id));
        for (int again = 0; word instanceof Word.Broken && again < FURTHER_TRIES; again++) {
            word = verifier.ask(question, () -> isWanted(id));
        }
        return word;
    }

    /** False when the batch is over for this turn: its verifier failed, which pauses it, or nobody waits for it any more. */
    private boolean answered(Word word, Batch batch, Asked asked) {
        if (word instanceof Word.Broken broken) {
            pause(batch.id(), asked, broken.reason());
            return false;
        }
        if (word instanceof Word.Unwanted) {
            return false;
        }
        Verdict verdict = word instanceof Word.Right ? Verdict.RIGHT : Verdict.WRONG;
        String words = word instanceof Word.Wrong wrong ? wrong.words() : "";
        db.inTransaction(tx -> note(tx, asked.check(), verdict, words)).forEach(LOG::info);
        return true;
    }

    private List<String> note(Tx tx, AnswerCheck check, Verdict verdict, String words) {
        if (!db.checks().note(tx, check, verdict, words)) {
            return List.of();
        }
        List<WorkUnitId> unit = List.of(check.unit());
        return new Verdicts(db, terms, verifiers).judge(tx, unit).news();
    }

    private void pause(BatchId id, Asked asked, String reason) {
        String words =
                "the application's verifier failed at result " + asked.check().result() + " of work unit "
                        + asked.unit().index() + " (id " + asked.unit().id() + "): " + reason
                        + ". Submit the rest with a version whose verifier is mended; to ask this one again, resume";
        boolean paused = db.inTransaction(tx -> {
            Batch now = db.batches().byId(tx, id).orElseThrow();
            if (now.state() != BatchState.RUNNING) {
                return false;
            }
            db.batches().apply(tx, now, new BatchEvent.Paused(words));
            return true;
        });
        if (paused) {
            LOG.warn("batch {} is paused: {}", id, words);
        }
    }
}

package org.manyhands.validator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/** Carries decisions out, inside the transaction that it is given: states, further copies, credit, and batches that pause. */
final class Verdicts {
    private final Database db;
    private final Duration creditHold;
    private final FailureShare failureShare;
    private final List<String> news = new ArrayList<>();

    /** For one try of one transaction. */
    Verdicts(Database db, Duration creditHold) {
        this.db = db;
        this.creditHold = creditHold;
        this.failureShare = new FailureShare(db);
    }

    /**
     * What was decided.
     *
     * @param news lines for the log, which become true with the commit
     */
    record Judged(int units, List<String> news) {}

    /** Decides about these work units. */
    Judged judge(Tx tx, List<WorkUnitId> ids) {
        Map<WorkUnitId, WorkUnit> units = new TreeMap<>(db.workUnits().byIds(tx, ids));
        Map<WorkUnitId, List<Result>> copies = db.results().ofWorkUnits(tx, ids);
        Map<BatchId, Batch> batches = new LinkedHashMap<>();
        Map<BatchId, List<FailureShare.Failure>> failures = new LinkedHashMap<>();
        List<Result> seen = new ArrayList<>();
        for (WorkUnit unit : units.values()) {
            Batch batch = batches.computeIfAbsent(
                    unit.batchId(), id -> db.batches().byId(tx, id).orElseThrow());
            List<Result> all = copies.getOrDefault(unit.id(), List.of());
            Decision decision = Judge.decide(unit, all, Policy.of(batch));
            carryOut(tx, batch, unit, all, decision)
                    .ifPresent(failure -> failures.computeIfAbsent(batch.id(), id -> new ArrayList<>())
                            .add(failure));
            all.stream().filter(Verdicts::endedUnjudged).forEach(seen::add);
        }
        db.results().markJudged(tx, seen);
        failures.forEach(
                (batch, failed) -> failureShare.check(tx, batch, failed).ifPresent(news::add));
        return new Judged(units.size(), List.copyOf(news));
    }

    /** The failure, when the work unit failed by it. */
    private Optional<FailureShare.Failure> carryOut(
            Tx tx, Batch batch, WorkUnit unit, List<Result> all, Decision decision) {
        if (decision instanceof Decision.Accept accept) {
            results(tx, accept.invalid(), accept.surplus());
            credit(tx, batch, accept.valid());
            db.workUnits()
                    .apply(
                            tx,
                            unit,
                            new WorkUnitEvent.Validated(accept.canonical().id()));
            return Optional.empty();
        }
        if (decision instanceof Decision.AgreeOnFailure failure) {
            results(tx, failure.invalid(), failure.surplus());
            credit(tx, batch, failure.valid());
            String outcome =
                    Objects.requireNonNull(failure.canonical().outcome()).words();
            return Optional.of(fail(tx, unit, outcome, failure.canonical()));
        }
        if (decision instanceof Decision.GiveUp giveUp) {
            results(tx, giveUp.invalid(), giveUp.surplus());
            return Optional.of(fail(tx, unit, giveUp.reason(), giveUp.shown()));
        }
        if (decision instanceof Decision.MoreCopies more) {
            db.workUnits().holdAll(tx, List.of(unit));
            int next = all.stream().mapToInt(Result::copy).max().orElse(-1) + 1;
            db.results().create(tx, List.of(unit.id()), batch.id(), next, more.copies());
            news.add("work unit " + unit.id() + " gets further copies: " + more.copies());
        }
        return Optional.empty();
    }

    private FailureShare.Failure fail(Tx tx, WorkUnit unit, String outcome, @Nullable Result shown) {
        String reason = LastWords.append(
                outcome, shown == null ? Optional.empty() : db.results().report(tx, shown.id()));
        db.workUnits().apply(tx, unit, new WorkUnitEvent.Failed(reason, shown == null ? null : shown.id()));
        news.add("work unit " + unit.id() + " failed: " + reason);
        return new FailureShare.Failure(unit, reason);
    }

    private void results(Tx tx, List<Decision.Invalid> invalid, List<Result> surplus) {
        for (Decision.Invalid copy : invalid) {
            apply(tx, copy.result(), new ResultEvent.JudgedInvalid(copy.reason()));
            news.add("result " + copy.result().id() + " of host "
                    + copy.result().host() + " is invalid: " + copy.reason());
        }
        surplus.forEach(copy -> apply(tx, copy, new ResultEvent.NotNeeded()));
    }

    private void credit(Tx tx, Batch batch, List<Result> valid) {
        long heldUntil = tx.nowMillis() + creditHold.toMillis();
        for (Result copy : valid) {
            apply(tx, copy, new ResultEvent.JudgedValid());
            long microcredits = Price.of(copy.fuel(), batch.microcreditsPerMillionFuel());
            if (microcredits > 0) {
                LedgerAccount host = LedgerAccount.host(Objects.requireNonNull(copy.host()));
                LedgerAccount escrow = LedgerAccount.escrow(batch.id());
                db.ledger().pend(tx, escrow, host, microcredits, batch.id(), copy.workUnitId(), copy.id(), heldUntil);
            }
        }
    }

    /** A copy that changed meanwhile (it came back, or timed out) changes the decision: everything is read again. */
    private void apply(Tx tx, Result copy, ResultEvent event) {
        if (db.results().apply(tx, copy, event).isEmpty()) {
            throw new ConflictException("result " + copy.id() + " changed while its work unit was judged");
        }
    }

    private static boolean endedUnjudged(Result copy) {
        return !copy.judged()
                && (copy.state() == ResultState.RETURNED
                        || copy.state() == ResultState.ERRORED
                        || copy.state() == ResultState.TIMED_OUT);
    }
}

package org.manyhands.validator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.ledger.Ledger.Promise;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.LedgerViews.Paid;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** Carries decisions out, inside the transaction that it is given: states, further copies, credit, and batches that pause. */
final class Verdicts {
    private final Database db;
    private final JudgingTerms terms;
    private final Verifiers verifiers;
    private final FailureShare failureShare;
    private final Reopening reopening;
    private final Reports reports;
    private final Rulings rulings = new Rulings();
    private final Map<BatchId, Long> free = new HashMap<>();
    private final Set<BatchId> verified = new HashSet<>();
    private final List<String> news = new ArrayList<>();

    /** For one try of one transaction. */
    Verdicts(Database db, JudgingTerms terms, Verifiers verifiers) {
        this(db, terms, verifiers, db.results()::report);
    }

    /** The same, reading reports elsewhere. */
    Verdicts(Database db, JudgingTerms terms, Verifiers verifiers, Reports reports) {
        this.db = db;
        this.terms = terms;
        this.verifiers = verifiers;
        this.failureShare = new FailureShare(db);
        this.reopening = new Reopening(db);
        this.reports = reports;
    }

    /** Where reports are read: one at a time, since hosts choose how large they are and a block has hundreds of them. */
    @FunctionalInterface
    interface Reports {
        Optional<ResultReport> of(Tx tx, ResultId id);
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
        Map<WorkUnit, Decision> decisions = new LinkedHashMap<>();
        List<Result> seen = new ArrayList<>();
        TrustDesk desk = new TrustDesk(db, tx, terms.assumptions());
        for (WorkUnit unit : units.values()) {
            batches.computeIfAbsent(
                    unit.batchId(), id -> db.batches().byId(tx, id).orElseThrow());
        }
        readTrust(desk, batches.values(), copies);
        VerifierDesk verifierDesk = new VerifierDesk(db, tx, verifiers);
        verifierDesk.read(batches.values(), units.values());
        verified.addAll(verifierDesk.verified());
        for (WorkUnit unit : units.values()) {
            Batch batch = Objects.requireNonNull(batches.get(unit.batchId()));
            List<Result> all = copies.getOrDefault(unit.id(), List.of());
            Vote vote = verifierDesk.vote(unit).orElseGet(() -> desk.vote(batch, unit));
            Decision decision = possible(tx, batch, unit, all, Judge.decide(unit, all, batch.copies(), vote));
            desk.judged(batch, unit, all, decision);
            if (verifierDesk.judged(unit, all, decision)) {
                rulings.hold(unit);
            }
            decisions.put(unit, decision);
            if (!(decision instanceof Decision.Dispute)) {
                all.stream().filter(Verdicts::endedUnjudged).forEach(seen::add);
            }
        }
        Map<BatchId, List<FailureShare.Failure>> failures = new LinkedHashMap<>();
        readFree(tx, batches.values());
        decisions.forEach((unit, decision) -> {
            Batch batch = Objects.requireNonNull(batches.get(unit.batchId()));
            List<Result> all = copies.getOrDefault(unit.id(), List.of());
            carryOut(tx, batch, unit, all, decision)
                    .ifPresent(failure -> failures.computeIfAbsent(batch.id(), id -> new ArrayList<>())
                            .add(failure));
            if (decision instanceof Decision.Accept accept
                    && all.size() < batch.copies().maxTotalResults()
                    && desk.asksAnother(batch, unit, accept, terms.goldenShare())) {
                rulings.golden(unit, all.stream().mapToInt(Result::copy).max().orElse(-1) + 1);
            }
        });
        rulings.write(db, tx, tx.nowMillis() + terms.creditHold().toMillis());
        verifierDesk.save();
        Set<ResultId> judged = rulings.judged();
        seen.removeIf(copy -> judged.contains(copy.id()));
        db.results().markJudged(tx, seen);
        failures.forEach(
                (batch, failed) -> failureShare.check(tx, batch, failed).ifPresent(news::add));
        if (!desk.caught().isEmpty()) {
            news.addAll(new Backtracking(db, tx, desk).run(units.keySet()));
        }
        desk.save();
        reopen(tx, decisions, copies);
        rulings.giveHints(db, tx);
        if (batches.values().stream().anyMatch(batch -> batch.cursor() == batch.canaries())) {
            db.hints().give(tx, WorkKind.GENERATE);
        }
        return new Judged(units.size(), List.copyOf(news));
    }

    /** A dispute about an answer that is final changes nothing: it was paid out, or its batch is settled. */
    private Decision possible(Tx tx, Batch batch, WorkUnit unit, List<Result> all, Decision decision) {
        if (decision instanceof Decision.Dispute dispute) {
            List<Result> taken = all.stream()
                    .filter(copy -> copy.state() == ResultState.VALID)
                    .toList();
            return reopening.possible(tx, batch, unit, taken) ? dispute : dispute.otherwise();
        }
        return decision;
    }

    /** What was put in doubt is open again with all that was said, which the next round judges like that of any other open work unit. */
    private void reopen(Tx tx, Map<WorkUnit, Decision> decisions, Map<WorkUnitId, List<Result>> copies) {
        decisions.forEach((unit, decision) -> {
            if (decision instanceof Decision.Dispute dispute) {
                Batch now = db.batches().byId(tx, unit.batchId()).orElseThrow();
                reopening.reopen(tx, now, unit, copies.getOrDefault(unit.id(), List.of()), Map.of(), dispute.reason());
                news.add("work unit " + unit.id() + " is open again: " + dispute.reason());
                db.hints().give(tx, WorkKind.VALIDATE);
            }
        });
    }

    /** The standings of the hosts of each batch that needs them, at once. */
    private static void readTrust(TrustDesk desk, Collection<Batch> batches, Map<WorkUnitId, List<Result>> copies) {
        for (Batch batch : batches) {
            if (TrustDesk.keepsStandings(batch)) {
                desk.read(
                        batch,
                        copies.values().stream()
                                .flatMap(List::stream)
                                .filter(copy -> copy.batchId().equals(batch.id()))
                                .toList());
            }
        }
    }

    /** The failure, when the work unit failed by it. */
    private Optional<FailureShare.Failure> carryOut(
            Tx tx, Batch batch, WorkUnit unit, List<Result> all, Decision decision) {
        if (decision instanceof Decision.Accept accept) {
            results(accept.invalid(), accept.surplus());
            wrong(batch, accept.invalid());
            long spent = credit(tx, batch, unit, all, accept.valid());
            rulings.unit(unit, new WorkUnitEvent.Validated(accept.canonical().id(), spent));
            return Optional.empty();
        }
        if (decision instanceof Decision.AgreeOnFailure failure) {
            results(failure.invalid(), failure.surplus());
            wrong(batch, failure.invalid());
            long spent = credit(tx, batch, unit, all, failure.valid());
            String outcome =
                    Objects.requireNonNull(failure.canonical().outcome()).words();
            return Optional.of(fail(tx, unit, outcome, failure.canonical(), spent));
        }
        if (decision instanceof Decision.GiveUp giveUp) {
            results(giveUp.invalid(), giveUp.surplus());
            return Optional.of(fail(tx, unit, giveUp.reason(), giveUp.shown(), 0));
        }
        if (decision instanceof Decision.AfterDecision after) {
            results(after.invalid(), after.surplus());
            wrong(batch, after.invalid());
            long spent = credit(tx, batch, unit, all, after.valid());
            if (spent > 0) {
                rulings.unit(unit, new WorkUnitEvent.Credited(spent));
            }
        }
        if (decision instanceof Decision.MoreCopies more) {
            int next = all.stream().mapToInt(Result::copy).max().orElse(-1) + 1;
            rulings.moreCopies(unit, next, more.copies());
            news.add("work unit " + unit.id() + " gets further copies: " + more.copies());
        }
        return Optional.empty();
    }

    /** @param shown whose last words explain it */
    private FailureShare.Failure fail(Tx tx, WorkUnit unit, String outcome, @Nullable Result shown, long spent) {
        String reason = LastWords.append(outcome, shown == null ? Optional.empty() : reports.of(tx, shown.id()));
        rulings.unit(unit, new WorkUnitEvent.Failed(reason, shown == null ? null : shown.id(), spent));
        news.add("work unit " + unit.id() + " failed: " + reason);
        return new FailureShare.Failure(unit, reason);
    }

    private void results(List<Decision.Invalid> invalid, List<Result> surplus) {
        for (Decision.Invalid copy : invalid) {
            if (copy.result().state() == ResultState.VALID) {
                rulings.overturn(copy.result(), copy.reason());
            } else {
                rulings.result(copy.result(), new ResultEvent.JudgedInvalid(copy.reason()));
            }
            news.add("result " + copy.result().id() + " of host "
                    + copy.result().host() + " is invalid: " + copy.reason());
        }
        for (Result copy : surplus) {
            if (copy.state() != ResultState.IN_PROGRESS) {
                rulings.result(copy, new ResultEvent.NotNeeded());
            } else if (!copy.superseded()) {
                rulings.result(copy, new ResultEvent.Superseded());
            }
        }
    }

    /** What was decided otherwise is a promise that its host broke. What nothing confirms, where a work unit is given up, may have been right. */
    private void wrong(Batch batch, List<Decision.Invalid> invalid) {
        for (Decision.Invalid copy : invalid) {
            rulings.wrong(
                    new HostRecordStore.Key(Objects.requireNonNull(copy.result().host()), batch.appVersionId()));
        }
    }

    /** A batch that has ended has given back what it did not need: its escrow may have less than its work units set aside. */
    private void readFree(Tx tx, Collection<Batch> batches) {
        batches.stream()
                .filter(batch -> !batch.open())
                .forEach(batch -> free.put(
                        batch.id(),
                        db.ledger()
                                .balance(tx, LedgerAccount.escrow(batch.id()))
                                .available()));
    }

    /** Pays those that are not paid yet, the first first, as far as what is set aside for the work unit reaches; how much. */
    private long credit(Tx tx, Batch batch, WorkUnit unit, List<Result> all, List<Result> valid) {
        long spent = 0;
        for (Result copy : valid) {
            if (copy.state() == ResultState.VALID) {
                continue;
            }
            rulings.result(copy, new ResultEvent.JudgedValid());
            long microcredits = Price.of(
                    FuelDue.of(batch, verified.contains(batch.id()), copy, all, valid),
                    batch.microcreditsPerMillionFuel());
            long left = Math.min(unit.setAside() - spent, free.getOrDefault(batch.id(), Long.MAX_VALUE));
            if (microcredits > left) {
                news.add("result " + copy.id() + " of host " + copy.host()
                        + " is valid and earns nothing: of what was set"
                        + " aside for work unit " + unit.id() + " " + left
                        + " microcredits are left, and " + microcredits + " are due");
            } else if (microcredits > 0) {
                spent += microcredits;
                free.computeIfPresent(batch.id(), (id, before) -> before - microcredits);
                rulings.pay(new Promise(
                        LedgerAccount.escrow(batch.id()),
                        LedgerAccount.host(Objects.requireNonNull(copy.host())),
                        microcredits,
                        batch.id(),
                        copy.workUnitId(),
                        copy.id()));
            }
        }
        return spent + topUp(tx, batch, unit, all, valid, spent);
    }

    /** The rest of what was claimed goes to whom these confirm, as far as what is left covers it. */
    private long topUp(Tx tx, Batch batch, WorkUnit unit, List<Result> all, List<Result> valid, long spentBefore) {
        long spent = 0;
        List<Result> confirmed = FuelDue.newlyConfirmed(batch, verified.contains(batch.id()), all, valid);
        Map<ResultId, Paid> paid =
                db.ledger().views().paid(tx, confirmed.stream().map(Result::id).toList());
        for (Result copy : confirmed) {
            Paid before = Objects.requireNonNull(paid.get(copy.id()));
            long had = before.pendingMicrocredits() + before.releasedMicrocredits();
            long due = Price.of(copy.fuel(), batch.microcreditsPerMillionFuel()) - had;
            long left = Math.min(unit.setAside() - spentBefore - spent, free.getOrDefault(batch.id(), Long.MAX_VALUE));
            // What was forfeited stays so, and who earned nothing for want of credit is not served before others.
            if (had > 0 && due > 0 && due <= left) {
                spent += due;
                free.computeIfPresent(batch.id(), (id, available) -> available - due);
                rulings.pay(Promise.ofRest(
                        LedgerAccount.escrow(batch.id()),
                        LedgerAccount.host(Objects.requireNonNull(copy.host())),
                        due,
                        batch.id(),
                        copy.workUnitId(),
                        copy.id()));
            }
        }
        return spent;
    }

    private static boolean endedUnjudged(Result copy) {
        return !copy.judged()
                && (copy.state() == ResultState.RETURNED
                        || copy.state() == ResultState.ERRORED
                        || copy.state() == ResultState.TIMED_OUT);
    }
}

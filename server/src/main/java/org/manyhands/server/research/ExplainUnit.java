package org.manyhands.server.research;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.check.AnswerCheck;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.server.dispatch.Asking;
import org.manyhands.server.dispatch.Claim;
import org.manyhands.server.dispatch.Closed;
import org.manyhands.server.dispatch.KnownBatches;
import org.manyhands.server.dispatch.LatelySeen;
import org.manyhands.server.dispatch.Offer;
import org.manyhands.server.dispatch.ReadyWork;

/** Says what a work unit waits for, and which of the hosts that called lately are kept from it by which rule. */
public final class ExplainUnit {
    private static final long LATELY_MILLIS = Duration.ofHours(1).toMillis();
    private static final int MOST_HOSTS = 2_000;

    private final Database database;
    private final KnownBatches batches;
    private final ReadyWork ready;
    private final LatelySeen lately;
    private final WorkUnitViews views;

    public ExplainUnit(Database database, KnownBatches batches, ReadyWork ready, LatelySeen lately) {
        this.database = database;
        this.batches = batches;
        this.ready = ready;
        this.lately = lately;
        this.views = new WorkUnitViews(database);
    }

    UnitExplanation explain(Tx tx, Batch batch, WorkUnit unit) {
        List<Result> copies =
                database.results().ofWorkUnits(tx, List.of(unit.id())).getOrDefault(unit.id(), List.of());
        Map<String, Kept> kept = new LinkedHashMap<>();
        List<LatelySeen.Seen> hosts =
                mayBeHad(unit, copies) ? lately.since(tx.nowMillis() - LATELY_MILLIS, MOST_HOSTS) : List.of();
        PresentRecords records = PresentRecords.read(
                database,
                tx,
                hosts.stream().map(seen -> seen.asking().host().id()).toList());
        Offer offer = batches.offer(tx, batch.id());
        Map<AccountId, Claim> claimed =
                ready.apart().claims(tx, database, Map.of(unit.id(), copies)).getOrDefault(unit.id(), Map.of());
        int mayTake = 0;
        for (LatelySeen.Seen seen : hosts) {
            Asking now = records.asking(seen.asking(), seen.asking().most());
            Optional<Shortfall> reason = against(now, offer, unit, claimed, tx.nowMillis());
            if (reason.isEmpty()) {
                mayTake++;
            } else {
                kept.computeIfAbsent(reason.get().rule(), rule -> new Kept(reason.get())).hosts++;
            }
        }
        return new UnitExplanation(
                views.views(tx, batch, List.of(unit)).get(0),
                waitsFor(tx, batch, unit, copies),
                hosts.size(),
                mayTake,
                kept.values().stream().map(Kept::view).toList());
    }

    /** One that is decided has nothing for hosts, unless a further copy of it is asked of one. */
    private static boolean mayBeHad(WorkUnit unit, List<Result> copies) {
        return unit.state() == WorkUnitState.OPEN
                || copies.stream().anyMatch(copy -> copy.state() == ResultState.UNSENT);
    }

    private Optional<Shortfall> against(
            Asking asking, Offer offer, WorkUnit unit, Map<AccountId, Claim> claimed, long nowMillis) {
        Optional<Closed.By> closed = ready.apart()
                .closed(offer.batch(), asking.seeker(), claimed, nowMillis)
                .map(Closed::by);
        if (closed.isPresent()) {
            return closed.map(by -> new Shortfall(by.rule(), words(by, asking, unit)));
        }
        return ready.against(asking, offer, unit)
                .map(rule -> new Shortfall(rule.name(), rule.words(asking, 1, List.of(offer))));
    }

    private static String words(Closed.By by, Asking asking, WorkUnit unit) {
        return by == Closed.By.ACCOUNT
                ? "account " + asking.host().accountId() + " has had a copy of work unit " + unit.id()
                        + ", and each account gets one"
                : "the host shares " + by.common() + " with one that has a copy of work unit " + unit.id()
                        + ", and such hosts are kept apart";
    }

    private List<String> waitsFor(Tx tx, Batch batch, WorkUnit unit, List<Result> copies) {
        if (unit.state() == WorkUnitState.VALIDATED) {
            return List.of("the assimilator, which puts its result into the answer");
        }
        if (unit.state() != WorkUnitState.OPEN) {
            return List.of();
        }
        List<String> waits = new ArrayList<>();
        if (batch.state() != BatchState.RUNNING) {
            waits.add("its batch, which is " + batch.state() + (batch.reason().isEmpty() ? "" : ": " + batch.reason()));
        }
        add(waits, copies, ResultState.UNSENT, "a host to take");
        add(waits, copies, ResultState.IN_PROGRESS, "a host to bring back");
        long unjudged = copies.stream()
                .filter(copy -> copy.state() == ResultState.RETURNED || copy.state() == ResultState.ERRORED)
                .filter(copy -> !copy.judged())
                .count();
        if (unjudged > 0) {
            waits.add("the validator to look at " + copies(unjudged) + " that came back");
        }
        long unverified = database.checks().of(tx, List.of(unit.id())).values().stream()
                .flatMap(answers -> answers.values().stream())
                .filter(answer -> answer.verdict() == AnswerCheck.Verdict.WAITING)
                .count();
        if (unverified > 0) {
            waits.add("its application's verifier to look at "
                    + (unverified == 1 ? "1 answer" : unverified + " answers"));
        }
        copies.stream()
                .filter(copy -> copy.state() == ResultState.IN_PROGRESS)
                .mapToLong(Result::deadlineMillis)
                .min()
                .ifPresent(first -> waits.add("the first deadline, in "
                        + Math.max(0, Duration.ofMillis(first - tx.nowMillis()).toMinutes()) + " min, at the latest"));
        return waits;
    }

    private static void add(List<String> waits, List<Result> copies, ResultState state, String whom) {
        long number = copies.stream().filter(copy -> copy.state() == state).count();
        if (number > 0) {
            waits.add(whom + " " + copies(number));
        }
    }

    private static String copies(long number) {
        return number == 1 ? "1 copy" : number + " copies";
    }

    /** Hosts that one rule keeps the work unit from. */
    private static final class Kept {
        private final Shortfall first;
        private int hosts;

        Kept(Shortfall first) {
            this.first = first;
        }

        UnitExplanation.KeptFrom view() {
            return new UnitExplanation.KeptFrom(first.rule(), hosts, first.detail());
        }
    }
}

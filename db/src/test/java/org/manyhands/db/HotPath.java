package org.manyhands.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.dispatch.DispatchBlock;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.host.HostStore.Advance;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.PendingTransfer;
import org.manyhands.db.result.Origin;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.Separation;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** One walk along all that servers and daemons ask of the stores while work flows. */
final class HotPath {
    private static final int UNITS = BusyProject.UNITS;
    private static final int DISPATCHED = BusyProject.DISPATCHED;
    private static final int VALID = BusyProject.VALID;
    private static final int GROUP = BusyProject.GROUP;
    private static final long HOUR_MILLIS = BusyProject.HOUR_MILLIS;
    private static final String SERVER = "one";

    private final Database db;
    private final BusyProject project;

    HotPath(TestDatabase test, World world) {
        this.db = test.database();
        this.project = new BusyProject(test, world);
    }

    void fill() throws SQLException {
        project.fill();
    }

    /** Everything once. */
    void walk() {
        sync();
        blocks();
        validate();
        generate();
        assimilate();
        passes();
        tail();
    }

    private void sync() {
        db.runInTransaction(tx -> {
            List<HostId> ids =
                    project.hosts.subList(0, GROUP).stream().map(Host::id).toList();
            Map<HostId, Host> found = db.hosts().byIds(tx, ids);
            db.hosts().replies(tx, ids);
            db.hosts()
                    .advanceAll(
                            tx,
                            ids.stream()
                                    .map(id -> new Advance(found.get(id), facts(), "2"))
                                    .toList());
            List<Result> held = db.results().heldByAll(tx, ids).values().stream()
                    .flatMap(List::stream)
                    .toList();
            db.results().byIds(tx, held.stream().map(Result::id).toList());
            project.apply(tx, held.subList(0, 5), new ResultEvent.Heartbeat(5));
            List<Result> back = project.apply(tx, held.subList(5, 10), BusyProject.FINISHED);
            db.results().saveReports(tx, back.stream().map(BusyProject::report).toList());
            project.apply(tx, held.subList(10, 15), new ResultEvent.Errored("no disk"));
            Map<HostRecordStore.Key, HostRecordStore.Learned> known =
                    db.hostRecords().ofHosts(tx, ids);
            db.trust().excluded(tx);
            db.hostRecords().save(tx, BusyProject.records(project.hosts.subList(0, GROUP), known));
            project.dispatch(
                    tx,
                    project.firstCopies(tx, project.units().subList(DISPATCHED, DISPATCHED + GROUP)),
                    tx.nowMillis() - 1);
            apart(tx, project.units().subList(DISPATCHED + GROUP, DISPATCHED + 2 * GROUP));
            db.hosts().storeReplies(tx, BusyProject.replies(project.hosts.subList(0, GROUP)));
            db.hints().give(tx, WorkKind.VALIDATE);
        });
    }

    private void blocks() {
        db.runInTransaction(tx -> {
            db.dispatchBlocks().batchesWithFree(tx);
            db.dispatchBlocks().terms(tx, Set.of(project.batch()));
            db.dispatchBlocks().claim(tx, SERVER, project.batch(), Set.of(0, 3), 4, HOUR_MILLIS);
            List<DispatchBlock> claimed = db.dispatchBlocks().claim(tx, SERVER, project.batch(), 4, HOUR_MILLIS);
            for (DispatchBlock block : claimed) {
                db.results().unsentOfBlock(tx, block.id(), block.firstResult(), block.lastResult());
            }
            List<Long> ids = claimed.stream().map(DispatchBlock::id).toList();
            db.dispatchBlocks().renew(tx, SERVER, HOUR_MILLIS);
            db.dispatchBlocks().heldAmong(tx, SERVER, ids);
            db.dispatchBlocks().delete(tx, SERVER, ids.subList(0, 1));
            db.dispatchBlocks().giveBack(tx, SERVER, ids.subList(1, 2));
            db.dispatchBlocks().giveBackAll(tx, SERVER);
            db.dispatchBlocks().freeOverdue(tx);
        });
    }

    private void validate() {
        db.runInTransaction(tx -> {
            db.hints().given(tx, WorkKind.VALIDATE);
            db.results().awaitingJudgement(tx, GROUP, new Share(2, 0));
            List<WorkUnitId> ids = db.results().awaitingJudgement(tx, GROUP);
            Map<WorkUnitId, WorkUnit> found = db.workUnits().byIds(tx, ids);
            List<Result> copies = db.results().ofWorkUnits(tx, ids).values().stream()
                    .flatMap(List::stream)
                    .filter(copy -> copy.returnedMillis() > 0)
                    .toList();
            db.results().reports(tx, copies.stream().map(Result::id).toList());
            db.results().markJudged(tx, copies);
            List<WorkUnit> open = ids.subList(0, 2).stream().map(found::get).toList();
            db.workUnits().holdAll(tx, open);
            db.results()
                    .createAll(tx, open.stream().map(unit -> unit.copies(2, 1)).toList(), -1);
        });
        db.runInTransaction(tx -> {
            project.accept(
                    tx,
                    db.results()
                            .byIds(tx, ids(project.sent().subList(VALID, VALID + GROUP)))
                            .values(),
                    tx.nowMillis() - 1);
            Result overturned = project.sent().get(0);
            db.ledger().views().paid(tx, List.of(overturned.id()));
            db.ledger().voidResult(tx, overturned.id(), "overturned");
            db.ledger().balance(tx, LedgerAccount.escrow(project.batch()));
        });
    }

    private void generate() {
        BatchId running = project.uncut();
        db.runInTransaction(tx -> {
            db.results().unclaimed(tx, running);
            db.batches().advanceCursor(tx, running, 0, GROUP);
            List<WorkUnit> created = db.workUnits()
                    .create(
                            tx,
                            IntStream.range(0, GROUP)
                                    .mapToObj(index -> new NewWorkUnit(
                                            running, index, 1, index, List.of(), List.of(), World.SET_ASIDE))
                                    .toList());
            db.results()
                    .createAll(
                            tx, created.stream().map(unit -> unit.copies(0, 2)).toList(), 0);
        });
    }

    private void assimilate() {
        db.runInTransaction(tx -> {
            db.workUnits().inState(tx, WorkUnitState.VALIDATED, GROUP, new Share(2, 0));
            project.assimilate(tx, db.workUnits().inState(tx, WorkUnitState.VALIDATED, GROUP, Share.ALL));
            db.workUnits().hasAny(tx, project.batch(), Set.of(WorkUnitState.OPEN, WorkUnitState.VALIDATED));
        });
    }

    private void passes() {
        db.runInTransaction(tx -> {
            project.apply(tx, db.results().overdue(tx, GROUP), new ResultEvent.Expired());
            project.apply(
                    tx,
                    db.results()
                            .unforgiven(
                                    tx, db.batches().idsIn(tx, Set.of(BatchState.RUNNING)), tx.nowMillis() + 1, GROUP),
                    new ResultEvent.Forgiven());
            db.hosts().dropRepliesBefore(tx, new HostId(0), tx.nowMillis() + 1, GROUP);
            for (PendingTransfer pending : db.ledger().due(tx, GROUP)) {
                db.ledger().release(tx, pending, 500);
            }
        });
    }

    private void tail() {
        db.runInTransaction(tx -> {
            db.results().tail().waiting(tx, project.batch(), UNITS);
            db.results().tail().waitingCopies(tx, project.batch(), GROUP);
            db.results().tail().underWay(tx, project.batch(), GROUP);
            db.results().tail().lately(tx, project.batch(), GROUP);
            db.results().returnTimes(tx, project.batch(), GROUP);
            db.results().tally(tx, project.hosts.get(0).id(), GROUP);
            List<WorkUnit> late = project.units().subList(DISPATCHED - GROUP, DISPATCHED);
            db.results()
                    .tail()
                    .make(
                            tx,
                            project.batch(),
                            db.results().tail().made(tx, project.batch()),
                            late.stream().map(unit -> unit.copies(2, 1)).toList(),
                            60);
        });
    }

    /** A dispatch where hosts are kept apart by network and by when their accounts were opened. */
    private void apart(Tx tx, List<WorkUnit> of) {
        Separation separation = new Separation(true, HOUR_MILLIS);
        db.results().origins(tx, of.stream().map(WorkUnit::id).toList(), separation);
        List<Result> unsent = project.firstCopies(tx, of);
        project.changed(
                tx,
                IntStream.range(0, unsent.size())
                        .mapToObj(place -> {
                            Host host = project.hosts.get(place % project.hosts.size());
                            return new ResultChange(
                                    unsent.get(place),
                                    new ResultEvent.Dispatched(
                                            host.id(),
                                            host.accountId(),
                                            tx.nowMillis() + HOUR_MILLIS,
                                            new Origin(place + 1, 1),
                                            separation));
                        })
                        .toList());
    }

    private static List<ResultId> ids(List<Result> results) {
        return results.stream().map(Result::id).toList();
    }

    private static HostFacts facts() {
        return new HostFacts("Linux 6", "amd64", 8, 8L << 30, "17");
    }
}

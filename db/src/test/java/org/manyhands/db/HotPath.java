package org.manyhands.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.account.Account;
import org.manyhands.db.answer.AnswerStore.NewPart;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.dispatch.DispatchBlock;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.host.HostStore.Advance;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.ledger.Ledger.Promise;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.PendingTransfer;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Origin;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.Separation;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitChange;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** A project with some thousand results in all states, and one walk along all that servers and daemons ask of the stores while work flows. */
final class HotPath {
    private static final int UNITS = 3_000;
    private static final int DISPATCHED = 1_200;
    private static final int VALID = 600;
    private static final int ASSIMILATED = 500;
    private static final int RETURNED = 650;
    private static final int ERRORED = 680;
    private static final int GROUP = 20;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final String SERVER = "one";
    private static final ResultEvent FINISHED = new ResultEvent.Returned(
            new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), World.FUEL, Digests.sha256("same"));

    private final TestDatabase test;
    private final Database db;
    private final World world;
    private final List<Host> hosts = new ArrayList<>();
    private List<WorkUnit> units = List.of();
    private List<Result> sent = List.of();
    private @Nullable BatchId uncut;

    HotPath(TestDatabase test, World world) {
        this.test = test;
        this.db = test.database();
        this.world = world;
    }

    void fill() throws SQLException {
        IntStream.range(0, 20).forEach(i -> {
            Account account = world.account();
            IntStream.range(0, 10).forEach(j -> hosts.add(world.host(account)));
        });
        units = world.cutBatch(UNITS);
        uncut = world.running(world.richAccount(GROUP * World.SET_ASIDE), GROUP).id();
        db.runInTransaction(tx -> {
            sent = dispatch(tx, firstCopies(tx, units.subList(0, DISPATCHED)), tx.nowMillis() + HOUR_MILLIS);
            List<Result> back = apply(tx, sent.subList(0, RETURNED), FINISHED);
            db.results().saveReports(tx, back.stream().map(HotPath::report).toList());
            apply(tx, sent.subList(RETURNED, ERRORED), new ResultEvent.Errored("no disk"));
            accept(tx, back.subList(0, VALID), tx.nowMillis() + HOUR_MILLIS);
            assimilate(tx, db.workUnits().inState(tx, WorkUnitState.VALIDATED, ASSIMILATED, Share.ALL));
            db.hosts().storeReplies(tx, replies(hosts));
            db.hostRecords().save(tx, records(hosts, Map.of()));
        });
        manyBlocks();
    }

    /** Blocks of other batches, most of them free. */
    private void manyBlocks() throws SQLException {
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            for (int block = 1; block <= 2_000; block++) {
                statement.addBatch("insert into dispatch_block (id, batch_id, priority, server, lease_until,"
                        + " first_result, last_result, results, created_at) values (" + (1_000_000 + block) + ", "
                        + (900_000 + block % 50) + ", 0, " + (block % 40 == 0 ? "'other', 50" : "'', 0")
                        + ", 1, 2, 2, 0)");
            }
            statement.executeBatch();
        }
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
            List<HostId> ids = hosts.subList(0, GROUP).stream().map(Host::id).toList();
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
            apply(tx, held.subList(0, 5), new ResultEvent.Heartbeat(5));
            List<Result> back = apply(tx, held.subList(5, 10), FINISHED);
            db.results().saveReports(tx, back.stream().map(HotPath::report).toList());
            apply(tx, held.subList(10, 15), new ResultEvent.Errored("no disk"));
            Map<HostRecordStore.Key, HostRecordStore.Learned> known =
                    db.hostRecords().ofHosts(tx, ids);
            db.trust().excluded(tx);
            db.hostRecords().save(tx, records(hosts.subList(0, GROUP), known));
            dispatch(tx, firstCopies(tx, units.subList(DISPATCHED, DISPATCHED + GROUP)), tx.nowMillis() - 1);
            apart(tx, units.subList(DISPATCHED + GROUP, DISPATCHED + 2 * GROUP));
            db.hosts().storeReplies(tx, replies(hosts.subList(0, GROUP)));
            db.hints().give(tx, WorkKind.VALIDATE);
        });
    }

    private void blocks() {
        db.runInTransaction(tx -> {
            db.dispatchBlocks().batchesWithFree(tx);
            db.dispatchBlocks().terms(tx, Set.of(batch()));
            db.dispatchBlocks().claim(tx, SERVER, batch(), Set.of(0, 3), 4, HOUR_MILLIS);
            List<DispatchBlock> claimed = db.dispatchBlocks().claim(tx, SERVER, batch(), 4, HOUR_MILLIS);
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
            accept(
                    tx,
                    db.results()
                            .byIds(tx, ids(sent.subList(VALID, VALID + GROUP)))
                            .values(),
                    tx.nowMillis() - 1);
            Result overturned = sent.get(0);
            db.ledger().views().paid(tx, List.of(overturned.id()));
            db.ledger().voidResult(tx, overturned.id(), "overturned");
            db.ledger().balance(tx, LedgerAccount.escrow(batch()));
        });
    }

    private void generate() {
        BatchId running = Optional.ofNullable(uncut).orElseThrow();
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
            assimilate(tx, db.workUnits().inState(tx, WorkUnitState.VALIDATED, GROUP, Share.ALL));
            db.workUnits().hasAny(tx, batch(), Set.of(WorkUnitState.OPEN, WorkUnitState.VALIDATED));
        });
    }

    private void passes() {
        db.runInTransaction(tx -> {
            apply(tx, db.results().overdue(tx, GROUP), new ResultEvent.Expired());
            apply(
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
            db.results().tail().waiting(tx, batch(), UNITS);
            db.results().tail().waitingCopies(tx, batch(), GROUP);
            db.results().tail().underWay(tx, batch(), GROUP);
            db.results().tail().lately(tx, batch(), GROUP);
            db.results().returnTimes(tx, batch(), GROUP);
            db.results().tally(tx, hosts.get(0).id(), GROUP);
            List<WorkUnit> late = units.subList(DISPATCHED - GROUP, DISPATCHED);
            db.results()
                    .tail()
                    .make(
                            tx,
                            batch(),
                            db.results().tail().made(tx, batch()),
                            late.stream().map(unit -> unit.copies(2, 1)).toList(),
                            60);
        });
    }

    private void accept(Tx tx, Collection<Result> back, long heldUntilMillis) {
        List<Result> valid = apply(tx, List.copyOf(back), new ResultEvent.JudgedValid());
        Map<WorkUnitId, WorkUnit> found =
                db.workUnits().byIds(tx, valid.stream().map(Result::workUnitId).toList());
        long price = Price.of(World.FUEL, World.PRICE);
        db.workUnits()
                .applyAll(
                        tx,
                        valid.stream()
                                .map(result -> new WorkUnitChange(
                                        found.get(result.workUnitId()),
                                        new WorkUnitEvent.Validated(result.id(), price)))
                                .toList());
        db.ledger()
                .pendAll(
                        tx,
                        valid.stream()
                                .map(result -> new Promise(
                                        LedgerAccount.escrow(batch()),
                                        LedgerAccount.host(result.host()),
                                        price,
                                        batch(),
                                        result.workUnitId(),
                                        result.id()))
                                .toList(),
                        heldUntilMillis);
    }

    private void assimilate(Tx tx, List<WorkUnit> validated) {
        db.answers()
                .addParts(
                        tx,
                        validated.stream()
                                .map(unit -> new NewPart(
                                        unit.id(), unit.revision(), batch(), unit.index(), unit.canonical()))
                                .toList());
        db.workUnits()
                .applyAll(
                        tx,
                        validated.stream()
                                .map(unit -> new WorkUnitChange(unit, new WorkUnitEvent.Assimilated()))
                                .toList());
    }

    private List<Result> dispatch(Tx tx, List<Result> unsent, long deadlineMillis) {
        return changed(
                tx,
                IntStream.range(0, unsent.size())
                        .mapToObj(place -> {
                            Host host = hosts.get(place % hosts.size());
                            return new ResultChange(
                                    unsent.get(place),
                                    new ResultEvent.Dispatched(host.id(), host.accountId(), deadlineMillis));
                        })
                        .toList());
    }

    /** A dispatch where hosts are kept apart by network and by when their accounts were opened. */
    private void apart(Tx tx, List<WorkUnit> of) {
        Separation separation = new Separation(true, HOUR_MILLIS);
        db.results().origins(tx, of.stream().map(WorkUnit::id).toList(), separation);
        List<Result> unsent = firstCopies(tx, of);
        changed(
                tx,
                IntStream.range(0, unsent.size())
                        .mapToObj(place -> {
                            Host host = hosts.get(place % hosts.size());
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

    private List<Result> apply(Tx tx, List<Result> results, ResultEvent event) {
        return changed(
                tx,
                results.stream().map(result -> new ResultChange(result, event)).toList());
    }

    private List<Result> changed(Tx tx, List<ResultChange> changes) {
        return db.results().applyAll(tx, changes).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private List<Result> firstCopies(Tx tx, List<WorkUnit> of) {
        return db.results().ofWorkUnits(tx, of.stream().map(WorkUnit::id).toList()).values().stream()
                .map(copies -> copies.get(0))
                .toList();
    }

    private BatchId batch() {
        return units.get(0).batchId();
    }

    private static List<ResultId> ids(List<Result> results) {
        return results.stream().map(Result::id).toList();
    }

    private static HostFacts facts() {
        return new HostFacts("Linux 6", "amd64", 8, 8L << 30, "17");
    }

    private static Map<HostId, StoredReply> replies(List<Host> hosts) {
        Map<HostId, StoredReply> replies = new HashMap<>();
        hosts.forEach(host -> replies.put(host.id(), new StoredReply(1, Digests.sha256("call"), new byte[] {'a'})));
        return replies;
    }

    private static Map<HostRecordStore.Key, HostRecordStore.Change> records(
            List<Host> hosts, Map<HostRecordStore.Key, HostRecordStore.Learned> known) {
        Map<HostRecordStore.Key, HostRecordStore.Change> records = new HashMap<>();
        for (Host host : hosts) {
            HostRecordStore.Key key = new HostRecordStore.Key(host.id(), new AppVersionId(1));
            HostRecordStore.Learned before = known.getOrDefault(key, HostRecordStore.Learned.NOTHING);
            records.put(key, new HostRecordStore.Change(before, HostRecord.NONE));
        }
        return records;
    }

    private static ResultReport report(Result result) {
        StreamReport stream = new StreamReport(0, new byte[0]);
        return new ResultReport(
                result.id(),
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                World.FUEL,
                Digests.sha256("same"),
                stream,
                stream,
                List.of(),
                7);
    }
}

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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.account.Account;
import org.manyhands.db.answer.AnswerStore.NewPart;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.ledger.Ledger.Promise;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitChange;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;

/** A project with some thousand results in all states, and what is done to many of them at once. */
final class BusyProject {
    static final int UNITS = 3_000;
    static final int DISPATCHED = 1_200;
    static final int VALID = 600;
    static final int GROUP = 20;
    static final long HOUR_MILLIS = 3_600_000;
    static final ResultEvent FINISHED = new ResultEvent.Returned(
            new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), World.FUEL, Digests.sha256("same"));

    private static final int ASSIMILATED = 500;
    private static final int RETURNED = 650;
    private static final int ERRORED = 680;

    final List<Host> hosts = new ArrayList<>();

    private final TestDatabase test;
    private final Database db;
    private final World world;
    private List<WorkUnit> units = List.of();
    private List<Result> sent = List.of();
    private @Nullable BatchId uncut;

    BusyProject(TestDatabase test, World world) {
        this.test = test;
        this.db = test.database();
        this.world = world;
    }

    /** Of the batch that is cut; of the first some copies were sent. */
    List<WorkUnit> units() {
        return units;
    }

    /** Copies that were sent when it was filled, the first of them accepted. */
    List<Result> sent() {
        return sent;
    }

    /** A batch of which nothing is cut. */
    BatchId uncut() {
        return Optional.ofNullable(uncut).orElseThrow();
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
            db.results().saveReports(tx, back.stream().map(BusyProject::report).toList());
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

    void accept(Tx tx, Collection<Result> back, long heldUntilMillis) {
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

    void assimilate(Tx tx, List<WorkUnit> validated) {
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

    List<Result> dispatch(Tx tx, List<Result> unsent, long deadlineMillis) {
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

    List<Result> apply(Tx tx, List<Result> results, ResultEvent event) {
        return changed(
                tx,
                results.stream().map(result -> new ResultChange(result, event)).toList());
    }

    List<Result> changed(Tx tx, List<ResultChange> changes) {
        return db.results().applyAll(tx, changes).stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    List<Result> firstCopies(Tx tx, List<WorkUnit> of) {
        return db.results().ofWorkUnits(tx, of.stream().map(WorkUnit::id).toList()).values().stream()
                .map(copies -> copies.get(0))
                .toList();
    }

    BatchId batch() {
        return units.get(0).batchId();
    }

    static Map<HostId, StoredReply> replies(List<Host> hosts) {
        Map<HostId, StoredReply> replies = new HashMap<>();
        hosts.forEach(host -> replies.put(host.id(), new StoredReply(1, Digests.sha256("call"), new byte[] {'a'})));
        return replies;
    }

    static Map<HostRecordStore.Key, HostRecordStore.Change> records(
            List<Host> hosts, Map<HostRecordStore.Key, HostRecordStore.Learned> known) {
        Map<HostRecordStore.Key, HostRecordStore.Change> records = new HashMap<>();
        for (Host host : hosts) {
            HostRecordStore.Key key = new HostRecordStore.Key(host.id(), new AppVersionId(1));
            HostRecordStore.Learned before = known.getOrDefault(key, HostRecordStore.Learned.NOTHING);
            records.put(key, new HostRecordStore.Change(before, HostRecord.NONE));
        }
        return records;
    }

    static ResultReport report(Result result) {
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

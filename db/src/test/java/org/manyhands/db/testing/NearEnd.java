package org.manyhands.db.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore.Advance;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.BatchId;

/** A batch that is cut to its end: fast hosts brought most of it back, each a task a minute, and some wait. All hosts call. */
public final class NearEnd {
    /** How long a task takes a fast host. */
    public static final double FAST_SECONDS = 600;

    /** How long a task takes a slow one. */
    public static final double SLOW_SECONDS = 10 * FAST_SECONDS;

    private final TestDatabase test;
    private final Database db;
    private final World world;
    private final List<WorkUnit> units;
    private final List<Host> fast = new ArrayList<>();
    private final Host slow;

    /**
     * Makes it.
     *
     * @param units of one copy each
     * @param waiting how many of these wait
     * @param accounts of fast hosts, with one each
     * @param fastSeconds how long a task takes these
     */
    public NearEnd(
            TestDatabase test, World world, List<WorkUnit> units, int waiting, int accounts, double fastSeconds) {
        this.test = test;
        this.db = test.database();
        this.world = world;
        this.units = units;
        for (int number = 0; number < accounts; number++) {
            fast.add(world.host(world.account()));
        }
        slow = world.host(world.account());
        fast.forEach(host -> learn(host, fastSeconds));
        learn(slow, SLOW_SECONDS);
        for (int place = 0; place < units.size() - waiting; place++) {
            bringBack(units.get(place), fast.get(place % accounts));
            pass(Duration.ofMinutes(1));
        }
    }

    /** Of ten work units, half of which wait, and four fast hosts. */
    public static NearEnd of(TestDatabase test, World world) {
        return new NearEnd(test, world, world.cutQuorum(10, 1), 5, 4, FAST_SECONDS);
    }

    public BatchId batch() {
        return units.get(0).batchId();
    }

    public List<WorkUnit> units() {
        return units;
    }

    public List<Host> fast() {
        return fast;
    }

    public Host slow() {
        return slow;
    }

    /** So much later all hosts have called. */
    public void pass(Duration time) {
        test.clock().forward(time);
        List<Host> all = new ArrayList<>(fast);
        all.add(slow);
        db.runInTransaction(tx -> db.hosts()
                .advanceAll(
                        tx,
                        all.stream()
                                .map(host -> db.hosts().byId(tx, host.id()).orElseThrow())
                                .map(host -> new Advance(host, host.facts(), "1"))
                                .toList()));
    }

    /** A work unit is done by a host. */
    public void bringBack(WorkUnit unit, Host host) {
        Result back = world.bringBack(world.dispatch(world.copies(unit.id()).get(0), host), "same");
        db.runInTransaction(tx -> db.results().apply(tx, back, new ResultEvent.JudgedValid()));
    }

    private void learn(Host host, double seconds) {
        Batch batch = world.batch(batch());
        long fuel = batch.expectedFuel(1);
        HostRecord record = HostRecord.NONE;
        for (int result = 0; result < 20; result++) {
            record = record.returned(fuel, seconds, seconds);
        }
        world.learn(host.id(), batch.appVersionId(), record);
    }
}

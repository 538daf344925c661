package org.manyhands.validator.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.dispatch.DispatchBlock;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore.Advance;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Tail;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.crypto.Digests;

/** A batch whose last results are out: some on hosts that went silent. A task takes these hosts ten minutes. */
class TailPassTest extends DatabaseContract {
    private static final int UNITS = 30;
    private static final long TASK_SECONDS = 600;

    private final AtomicLong millis = new AtomicLong();
    private final TailPass pass = new TailPass(millis::get);
    private List<Host> hosts = new ArrayList<>();

    TailPassTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void hosts() {
        for (int number = 0; number < 8; number++) {
            hosts.add(world.host(world.account()));
        }
    }

    @Test
    void what_a_silent_host_holds_is_copied_once_for_fast_hosts_and_what_others_work_on_is_not() {
        List<WorkUnit> units = allOut();
        silent(0);

        assertThat(look()).isEqualTo(allowance());

        assertThat(states(units.get(0))).containsExactly(ResultState.IN_PROGRESS, ResultState.IN_PROGRESS);
        List<WorkUnit> copied =
                units.stream().filter(unit -> states(unit).size() == 3).toList();
        assertThat(copied).hasSize(allowance()).allSatisfy(unit -> {
            assertThat(states(unit).get(2)).isEqualTo(ResultState.UNSENT);
            assertThat(world.copies(unit.id()))
                    .anyMatch(copy -> hosts.get(0).id().equals(copy.host()));
        });
        DispatchBlock block = list(tx ->
                        db.dispatchBlocks().claim(tx, "server", units.get(0).batchId(), 100, 1_000))
                .get(0);
        assertThat(block.priority()).isNegative();
        assertThat(block.fastSeconds()).isBetween(TASK_SECONDS, 6 * TASK_SECONDS);
        assertThat(look()).as("all that are allowed were made").isZero();
    }

    @Test
    void nothing_is_copied_while_all_hosts_call() {
        allOut();
        allCall();

        assertThat(look()).isZero();
    }

    @Test
    void nothing_is_copied_while_much_waits_and_it_is_not_known_how_long_it_will() {
        List<WorkUnit> units = world.cutBatch(UNITS);
        learned(units);
        send(units.subList(0, UNITS / 2));
        silent(0);

        assertThat(look()).isZero();
    }

    @Test
    void nothing_is_copied_when_nothing_was_learned_of_any_host() {
        send(world.cutBatch(UNITS));
        silent(0);

        assertThat(look()).isZero();
    }

    @Test
    void nothing_is_copied_of_a_batch_whose_researcher_wants_no_such_copies() {
        List<WorkUnit> units = world.cutWithoutTailCopies(UNITS);
        learned(units);
        send(units);
        silent(0);

        assertThat(look()).isZero();
    }

    @Test
    void where_hosts_are_trusted_nothing_is_copied_before_it_came_back() {
        List<WorkUnit> units = world.cutTrusting(UNITS, 0.001);
        learned(units);
        sendFirst(units);
        silent(0);

        assertThat(look()).isZero();
    }

    @Test
    void where_a_verifier_judges_what_a_silent_host_holds_is_copied() {
        String module = Digests.sha256("a verifier");
        List<WorkUnit> units = world.cutVerified(UNITS, new AppVersionRow.Verifier(module, module));
        learned(units);
        sendFirst(units);
        silent(0);

        assertThat(look()).isPositive();
    }

    @Test
    void batches_beyond_those_of_one_look_have_their_turn() {
        world.cutBatch(1);
        List<WorkUnit> units = allOut();
        silent(0);
        TailPass narrow = new TailPass(millis::get, 1);

        assertThat(narrow.pass(db)).as("the older batch").isZero();
        millis.addAndGet(Duration.ofMinutes(1).toMillis());

        assertThat(narrow.pass(db)).isEqualTo(allowance());
        assertThat(units).anyMatch(unit -> states(unit).size() == 3);
    }

    @Test
    void of_a_batch_in_sizes_the_copies_are_of_the_same_size_and_all_their_pieces_count() {
        List<WorkUnit> units = world.cutSizes(Collections.nCopies(UNITS, 4));
        learned(units);
        send(units);
        silent(0);

        assertThat(look()).isEqualTo((int) Tail.allowance(4L * UNITS, 2) / 4);

        List<WorkUnit> copied =
                units.stream().filter(unit -> states(unit).size() == 3).toList();
        assertThat(copied)
                .allSatisfy(unit ->
                        assertThat(world.copies(unit.id()).get(2).pieces()).isEqualTo(4));
        long made = number(tx -> db.results().tail().made(tx, units.get(0).batchId()));
        assertThat(made).isEqualTo(4L * copied.size());
        DispatchBlock block = list(tx ->
                        db.dispatchBlocks().claim(tx, "server", units.get(0).batchId(), 100, 1_000))
                .get(0);
        assertThat(block.fastSeconds()).isBetween(4 * TASK_SECONDS, 4 * 6 * TASK_SECONDS);
    }

    @Test
    void a_batch_in_sizes_is_near_its_end_before_all_of_it_is_cut() {
        long uncut = 1_000;
        List<WorkUnit> units = world.cutSizes(Collections.nCopies(UNITS, 4), uncut);
        learned(units);
        send(units);
        silent(0);
        assertThat(look()).as("how fast it is cut is not known").isZero();

        test.clock().forward(Duration.ofMinutes(1));
        cut(units.get(0), 4L * UNITS, 4L * UNITS + 3);
        assertThat(look()).as("hours are left").isZero();

        test.clock().forward(Duration.ofMinutes(1));
        cut(units.get(0), 4L * UNITS + 3, 4L * UNITS + uncut - 1);
        assertThat(look()).isPositive();
    }

    private void cut(WorkUnit unit, long from, long to) {
        assertThat(db.<Boolean>inTransaction(tx -> db.batches().advanceCursor(tx, unit.batchId(), from, to)))
                .isTrue();
    }

    @Test
    void it_looks_a_few_times_a_minute_only() {
        allOut();
        allCall();
        assertThat(pass.pass(db)).isZero();
        silent(0);

        assertThat(pass.pass(db)).isZero();
        assertThat(look()).isPositive();
    }

    private static int allowance() {
        return (int) Tail.allowance(UNITS, 2);
    }

    private int look() {
        millis.addAndGet(Duration.ofMinutes(1).toMillis());
        return pass.pass(db);
    }

    /** Both copies of each work unit are on hosts of which enough was learned. */
    private List<WorkUnit> allOut() {
        List<WorkUnit> units = world.cutBatch(UNITS);
        learned(units);
        send(units);
        return units;
    }

    private void send(List<WorkUnit> units) {
        for (int place = 0; place < units.size(); place++) {
            List<Result> copies = world.copies(units.get(place).id());
            world.dispatch(copies.get(0), hosts.get((place + 1) % hosts.size()));
            world.dispatch(copies.get(1), hosts.get((place + 2) % hosts.size()));
        }
    }

    private void sendFirst(List<WorkUnit> units) {
        for (int place = 0; place < units.size(); place++) {
            world.dispatch(world.copies(units.get(place).id()).get(0), hosts.get(place % hosts.size()));
        }
    }

    private void learned(List<WorkUnit> units) {
        HostRecord record = HostRecord.NONE;
        for (int result = 0; result < 20; result++) {
            record = record.returned(World.FUEL, TASK_SECONDS, 1.1 * TASK_SECONDS);
        }
        for (Host host : hosts) {
            world.learn(host.id(), world.batch(units.get(0).batchId()).appVersionId(), record);
        }
    }

    /** Five minutes later all but one have called; twenty minutes later, too. */
    private void silent(int which) {
        Host gone = hosts.get(which);
        hosts = new ArrayList<>(hosts);
        hosts.remove(which);
        test.clock().forward(Duration.ofMinutes(5));
        allCall();
        test.clock().forward(Duration.ofMinutes(8));
        allCall();
        hosts.add(which, gone);
    }

    /** Those that work call, and have done more than half of each task. */
    private void allCall() {
        db.runInTransaction(tx -> {
            db.hosts()
                    .advanceAll(
                            tx,
                            hosts.stream()
                                    .map(host -> db.hosts().byId(tx, host.id()).orElseThrow())
                                    .map(host -> new Advance(host, host.facts(), "1"))
                                    .toList());
            db.results()
                    .heldByAll(tx, hosts.stream().map(Host::id).toList())
                    .values()
                    .forEach(held -> held.forEach(
                            copy -> db.results().apply(tx, copy, new ResultEvent.Heartbeat(World.FUEL * 6 / 10))));
        });
    }

    private List<ResultState> states(WorkUnit unit) {
        return world.copies(unit.id()).stream().map(Result::state).toList();
    }
}

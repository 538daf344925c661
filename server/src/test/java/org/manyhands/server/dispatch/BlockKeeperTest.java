package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.BatchId;

/** Servers that share the blocks of one database. */
class BlockKeeperTest extends DatabaseContract {
    private static final Duration LEASE = Duration.ofMillis(BlockKeeper.LEASE_MILLIS);

    private final Server one = new Server("one");
    private final Server two = new Server("two");

    BlockKeeperTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_block_is_claimed_by_one_server_whole() {
        List<WorkUnit> units = world.cutBatch(3);

        one.keeper.refill();
        two.keeper.refill();

        assertThat(one.ready.size()).isEqualTo(2 * units.size());
        assertThat(two.ready.size()).isZero();
    }

    @Test
    void servers_that_claim_at_once_have_each_block_once() throws Exception {
        for (int more = 0; more < 8; more++) {
            world.cutBatch(3);
        }

        AtOnce.run(one.keeper::refill, two.keeper::refill);

        Set<Long> both = new HashSet<>(one.ready.blocks().keySet());
        both.retainAll(two.ready.blocks().keySet());
        assertThat(both).isEmpty();
        assertThat(one.ready.size() + two.ready.size()).isEqualTo(8 * 6);
        Set<BatchId> free = tx(tx -> db.dispatchBlocks().batchesWithFree(tx));
        assertThat(free).isEmpty();
    }

    @Test
    void what_a_dead_server_held_is_anothers_when_the_lease_is_over_and_not_before() {
        world.cutBatch(2);
        one.keeper.refill();

        test.clock().forward(LEASE);
        two.keeper.renew();
        two.keeper.refill();
        assertThat(two.ready.size()).isZero();

        test.clock().forward(Duration.ofMillis(1));
        two.keeper.renew();
        two.keeper.refill();
        assertThat(two.ready.size()).isEqualTo(4);
    }

    @Test
    void of_what_is_cut_in_sizes_a_server_takes_little_and_leaves_the_rest_to_others() {
        List<WorkUnit> units = world.cutSizes(Stream.of(Collections.nCopies(20, 4), Collections.nCopies(40, 8))
                .flatMap(List::stream)
                .toList());
        tx(tx -> db.results()
                .createAll(
                        tx,
                        units.stream().skip(20).map(unit -> unit.copies(9, 1)).toList(),
                        0));

        one.keeper.refill();
        one.keeper.refillMore();
        assertThat(one.ready.full(units.get(0).batchId(), BlockKeeper.ENOUGH_OF_A_SIZE))
                .containsExactly(2, 3);
        assertThat(one.ready.size()).isEqualTo(40 + 80);

        two.keeper.refill();
        assertThat(two.ready.size()).isEqualTo(40);
    }

    @Test
    void of_a_size_of_which_it_has_enough_a_server_still_takes_copies_that_others_wait_for() {
        List<WorkUnit> units = world.cutSizes(Collections.nCopies(20, 4));
        one.keeper.refill();
        tx(tx -> db.results()
                .createAll(
                        tx,
                        units.stream().limit(3).map(unit -> unit.copies(9, 1)).toList(),
                        -1));

        one.keeper.refill();

        assertThat(one.ready.size()).isEqualTo(43);
    }

    @Test
    void of_a_size_of_which_one_account_has_all_first_copies_a_server_takes_more() {
        List<WorkUnit> units = world.cutSizes(Collections.nCopies(40, 4));
        one.keeper.refill();
        tx(tx -> db.results()
                .createAll(tx, units.stream().map(unit -> unit.copies(9, 1)).toList(), 0));
        one.keeper.refill();
        assertThat(one.ready.size()).as("enough").isEqualTo(80);
        Host lone = world.host(world.account());
        for (int taken = 0; taken < 40; taken++) {
            pickFor(one, lone);
        }

        one.keeper.refillMore();

        assertThat(one.ready.size()).isEqualTo(40 + 40);
    }

    @Test
    void a_server_that_renews_keeps_its_blocks() {
        world.cutBatch(2);
        one.keeper.refill();

        for (int turn = 0; turn < 3; turn++) {
            test.clock().forward(LEASE.minusMillis(1));
            one.keeper.renew();
            two.keeper.renew();
            two.keeper.refill();
        }

        assertThat(one.ready.size()).isEqualTo(4);
        assertThat(two.ready.size()).isZero();
    }

    @Test
    void a_server_that_was_slow_forgets_what_was_taken_from_it() {
        world.cutBatch(2);
        one.keeper.refill();
        test.clock().forward(LEASE.plusMillis(1));
        two.keeper.renew();
        two.keeper.refill();

        one.keeper.renew();

        assertThat(one.ready.size()).isZero();
        assertThat(two.ready.size()).isEqualTo(4);
    }

    @Test
    void blocks_are_given_back_at_an_orderly_end() {
        world.cutBatch(2);
        one.keeper.refill();

        one.keeper.giveBackAll();
        two.keeper.refill();

        assertThat(one.ready.size()).isZero();
        assertThat(two.ready.size()).isEqualTo(4);
    }

    @Test
    void a_paused_batch_leaves_memory_and_comes_back_when_it_is_resumed() {
        BatchId batch = world.cutBatch(2).get(0).batchId();
        one.keeper.refill();
        steer(batch, new BatchEvent.Paused("a test"));

        one.keeper.giveBackPaused();
        one.keeper.refill();
        assertThat(one.ready.size()).isZero();

        steer(batch, new BatchEvent.Resumed());
        one.keeper.refill();
        assertThat(one.ready.size()).isEqualTo(4);
    }

    @Test
    void an_empty_block_is_deleted() {
        List<WorkUnit> units = world.cutBatch(1);
        one.keeper.refill();
        Pick pick = pick(one);
        Pick other = pick(one);
        send(pick.result());
        send(other.result());
        one.ready.sent(List.of(pick, other));

        one.keeper.deleteEmptied();

        assertThat(units).hasSize(1);
        assertThat(blocks()).isEmpty();
        assertThat(one.ready.blocks()).isEmpty();
    }

    @Test
    void a_block_that_is_not_empty_after_all_comes_to_memory_again() {
        world.cutBatch(1);
        one.keeper.refill();
        Pick pick = pick(one);
        Pick other = pick(one);
        send(pick.result());
        one.ready.sent(List.of(pick, other));

        one.keeper.deleteEmptied();

        assertThat(blocks()).hasSize(1);
        assertThat(one.ready.size()).isEqualTo(1);
        assertThat(pick(one).result().id()).isEqualTo(other.result().id());
    }

    @Test
    void an_account_that_has_a_copy_when_the_block_is_read_gets_no_other() {
        world.cutBatch(1);
        one.keeper.refill();
        Account vera = world.account();
        Host first = world.host(vera);
        Pick pick = pickFor(one, first);
        tx(tx -> db.results()
                .apply(
                        tx,
                        pick.result(),
                        new ResultEvent.Dispatched(first.id(), vera.id(), tx.nowMillis() + 3_600_000)));
        one.keeper.giveBackAll();

        two.keeper.refill();

        assertThat(two.ready.size()).isEqualTo(1);
        assertThat(choose(two, world.host(vera)).picks()).isEmpty();
        assertThat(choose(two, world.host(world.account())).picks()).hasSize(1);
    }

    @Test
    void every_running_batch_has_something_in_memory() {
        Set<BatchId> batches = new HashSet<>();
        for (int batch = 0; batch < 5; batch++) {
            batches.add(world.cutBatch(3).get(0).batchId());
        }

        one.keeper.refill();

        assertThat(one.ready.stock().keySet()).isEqualTo(batches);
    }

    @Test
    void blocks_of_a_batch_that_ended_are_deleted_though_nobody_claimed_them() {
        WorkUnit unit = world.cutBatch(1).get(0);
        tx(tx -> db.results().ofWorkUnits(tx, List.of(unit.id())).getOrDefault(unit.id(), List.of()).stream()
                .map(copy -> db.results().apply(tx, copy, new ResultEvent.NotNeeded()))
                .toList());
        steer(unit.batchId(), new BatchEvent.Completed(""));

        one.keeper.deleteEnded();

        assertThat(blocks()).isEmpty();
    }

    private void steer(BatchId batch, BatchEvent event) {
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, batch), event));
    }

    private void send(Result result) {
        world.dispatch(result, world.host(world.account()));
    }

    private Pick pick(Server server) {
        return pickFor(server, world.host(world.account()));
    }

    private Pick pickFor(Server server, Host host) {
        return choose(server, host).picks().get(0);
    }

    private Chosen choose(Server server, Host host) {
        long now = test.clock().millis();
        Asking asking = new Asking(
                host, Ready.asking(host.accountId(), 1, 0).wanted(), Choice.STANDARD, Map.of(), 1, 0, now + 3_600_000);
        return server.ready.pick(asking, batch -> true, now);
    }

    private Set<Long> blocks() {
        Set<Long> all = new HashSet<>();
        try (var connection = test.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from dispatch_block")) {
            while (rows.next()) {
                all.add(rows.getLong(1));
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** One server's memory and keeper. */
    private final class Server {
        private final ReadyWork ready = new ReadyWork(List.of(new MemoryRule()), () -> Facts.NONE);
        private final BlockKeeper keeper;

        Server(String name) {
            keeper = new BlockKeeper(db, ready, new KnownBatches(db), name);
        }
    }
}

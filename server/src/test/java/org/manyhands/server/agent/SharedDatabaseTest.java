package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.server.http.OutOfSequenceException;
import org.manyhands.server.key.ProjectKeys;

/** Groups of calls, on servers that share one database. */
class SharedDatabaseTest extends DatabaseContract {
    @TempDir
    Path folder;

    SharedDatabaseTest(TestDatabase test) {
        super(test);
    }

    private ProjectKeys keys;

    @BeforeEach
    void makeKeys() throws Exception {
        keys = ProjectKeys.open(new ProjectDirectory(folder).create(), db, test.clock(), new SecureRandom());
    }

    @Test
    void calls_of_one_group_each_get_their_own() {
        world.cutBatch(12);
        OneServer server = server(db, "one");
        List<SyncCall> calls = new ArrayList<>();
        for (int host = 0; host < 3; host++) {
            calls.add(ask(world.host(world.account()), 1, 4));
        }

        List<SyncOutcome> outcomes = server.group.carryOut(calls);

        Set<ResultId> given = new HashSet<>();
        for (int place = 0; place < calls.size(); place++) {
            List<Assignment> orders = assignments(outcomes.get(place));
            assertThat(orders).hasSize(4);
            HostId host = calls.get(place).host();
            assertThat(orders).allSatisfy(order -> assertThat(order.hostId()).isEqualTo(host));
            orders.forEach(order -> assertThat(given.add(order.resultId())).isTrue());
            assertThat(list(tx -> db.results().heldBy(tx, host))).hasSize(4);
        }
    }

    @Test
    void what_is_refused_changes_nothing_and_the_others_are_carried_out() {
        world.cutBatch(2);
        OneServer server = server(db, "one");
        Host good = world.host(world.account());
        Host ahead = world.host(world.account());

        List<SyncOutcome> outcomes = server.group.carryOut(List.of(ask(ahead, 7, 1), ask(good, 1, 1), unknown()));

        assertThat(((SyncOutcome.Failed) outcomes.get(0)).fault()).isInstanceOf(OutOfSequenceException.class);
        assertThat(assignments(outcomes.get(1))).hasSize(1);
        assertThat(((SyncOutcome.Failed) outcomes.get(2)).fault())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("987654");
        assertThat(tx(tx -> db.hosts().byId(tx, ahead.id()).orElseThrow()).sequence())
                .isZero();
    }

    @Test
    void a_repeated_call_is_answered_as_before_by_any_server() {
        world.cutBatch(3);
        Host host = world.host(world.account());
        SyncCall call = ask(host, 1, 2);
        SyncAnswer first =
                answer(server(db, "one").group.carryOut(List.of(call)).get(0));

        SyncAnswer again =
                answer(server(db, "two").group.carryOut(List.of(call)).get(0));

        assertThat(again.write(keys)).isEqualTo(first.write(keys));
        assertThat(list(tx -> db.results().heldBy(tx, host.id()))).hasSize(2);
    }

    @Test
    void what_a_failed_transaction_took_out_is_ready_again() {
        world.cutBatch(2);
        int[] asked = {0};
        RandomGenerator broken = () -> {
            if (asked[0]++ == 0) {
                throw new IllegalStateException("a fault after the dispatch");
            }
            return 0;
        };
        OneServer server = new OneServer(db, keys, folder, "one", broken);
        Host host = world.host(world.account());

        assertThatThrownBy(() -> server.group.carryOut(List.of(ask(host, 1, 2))))
                .hasMessageContaining("a fault after the dispatch");
        assertThat(server.ready.size()).isEqualTo(4);
        assertThat(list(tx -> db.results().heldBy(tx, host.id()))).isEmpty();

        assertThat(assignments(server.group.carryOut(List.of(ask(host, 1, 2))).get(0)))
                .hasSize(2);
    }

    @Test
    void what_is_not_ready_any_more_is_left_out_and_others_are_chosen() {
        var units = world.cutBatch(2);
        OneServer server = server(db, "one");
        server.keeper.refill();
        // Dispatched behind this server's back, and an account that has a copy that this server does not know of.
        Host vera = world.host(world.account());
        world.dispatch(world.copies(units.get(0).id()).get(0), vera);

        List<Assignment> forVera =
                assignments(server.group.carryOut(List.of(ask(vera, 1, 5))).get(0));
        List<Assignment> forOtto = assignments(server.group
                .carryOut(List.of(ask(world.host(world.account()), 1, 5)))
                .get(0));

        assertThat(forVera)
                .extracting(Assignment::workUnitId)
                .as("the lost one is sent again, and the other work unit")
                .containsExactlyInAnyOrder(units.get(0).id(), units.get(1).id());
        assertThat(forOtto)
                .extracting(Assignment::workUnitId)
                .containsExactlyInAnyOrder(units.get(0).id(), units.get(1).id());
        assertThat(server.ready.size()).isZero();
    }

    @Test
    void two_servers_give_each_result_once_and_all_of_them() throws Exception {
        for (int batch = 0; batch < 6; batch++) {
            world.cutBatch(10);
        }
        try (Database second = Database.openAndMigrate(test.config(), test.clock())) {
            OneServer one = server(db, "one");
            OneServer two = server(second, "two");
            ConcurrentLinkedQueue<Assignment> given = new ConcurrentLinkedQueue<>();
            List<Host> hosts = new ArrayList<>();
            for (int host = 0; host < 6; host++) {
                hosts.add(world.host(world.account()));
            }
            AtOnce.run(() -> drain(one, hosts.subList(0, 3), given), () -> drain(two, hosts.subList(3, 6), given));
            one.keeper.giveBackAll();
            two.keeper.giveBackAll();
            drain(one, List.of(world.host(world.account()), world.host(world.account())), given);

            assertThat(given).extracting(Assignment::resultId).doesNotHaveDuplicates();
            assertThat(given)
                    .extracting(order -> order.hostId() + " has " + order.workUnitId())
                    .doesNotHaveDuplicates();
            assertThat(given).hasSize(6 * 10 * 2);
            assertThat(tx(tx -> db.results().counts(tx)).get(ResultState.UNSENT))
                    .isZero();
        }
    }

    @Test
    void a_killed_servers_results_are_given_by_the_other_when_the_lease_is_over() {
        world.cutBatch(5);
        OneServer killed = server(db, "killed");
        OneServer other = server(db, "other");
        killed.keeper.refill();
        Host host = world.host(world.account());

        SyncOutcome before = other.group.carryOut(List.of(ask(host, 1, 5))).get(0);
        test.clock().forward(Duration.ofSeconds(20).plusMillis(1));
        other.keeper.renew();
        SyncOutcome after = other.group.carryOut(List.of(ask(host, 2, 5))).get(0);

        assertThat(assignments(before)).isEmpty();
        assertThat(assignments(after)).hasSize(5);
    }

    private void drain(OneServer server, List<Host> hosts, ConcurrentLinkedQueue<Assignment> given) {
        long sequence = 1;
        int found;
        do {
            List<SyncCall> calls = new ArrayList<>();
            for (Host host : hosts) {
                calls.add(ask(host, sequence, 4));
            }
            sequence++;
            found = 0;
            for (SyncOutcome outcome : server.group.carryOut(calls)) {
                List<Assignment> orders = assignments(outcome);
                given.addAll(orders);
                found += orders.size();
            }
            // What was given is finished at once, so that no host is full and nothing is sent again.
            hosts.forEach(this::withdraw);
        } while (found > 0);
    }

    private void withdraw(Host host) {
        tx(tx -> db.results()
                .applyAll(
                        tx,
                        db.results().heldBy(tx, host.id()).stream()
                                .map(held -> new ResultChange(held, new ResultEvent.Errored("a test")))
                                .toList()));
    }

    private static SyncAnswer answer(SyncOutcome outcome) {
        return OneServer.answer(outcome);
    }

    private static List<Assignment> assignments(SyncOutcome outcome) {
        return OneServer.assignments(outcome);
    }

    private static SyncCall unknown() {
        return OneServer.call(new HostId(987_654), new AccountId(1), 1, List.of(), List.of(), 1);
    }

    private static SyncCall ask(Host host, long sequence, int results) {
        return OneServer.ask(host, sequence, results);
    }

    private OneServer server(Database database, String name) {
        return new OneServer(database, keys, folder, name);
    }
}

package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.Database;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.host.Host;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.NearEnd;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.server.key.ProjectKeys;

/** The last work units of a batch, slow hosts and fast ones. */
class LateTest extends DatabaseContract {
    @TempDir
    Path folder;

    private ProjectKeys keys;

    LateTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void makeKeys() throws Exception {
        keys = ProjectKeys.open(new ProjectDirectory(folder).create(), db, test.clock(), new SecureRandom());
    }

    @Test
    void a_host_that_would_come_after_all_others_gets_none_and_fast_ones_do() {
        NearEnd near = NearEnd.of(test, world);
        OneServer server = looking(db, "one", near);

        SyncAnswer.Decided slow = ask(server, near.slow());
        SyncAnswer.Decided fast = ask(server, near.fast().get(0));

        assertThat(slow.assignments()).isEmpty();
        assertThat(slow.answer().shortfalls()).extracting(Shortfall::rule).containsExactly("late");
        assertThat(fast.assignments()).hasSize(1);
    }

    @Test
    void what_it_gets_instead_is_other_work() {
        NearEnd near = NearEnd.of(test, world);
        var other = world.cutQuorum(3, 1);
        OneServer server = looking(db, "one", near);

        assertThat(ask(server, near.slow()).assignments())
                .singleElement()
                .satisfies(order -> assertThat(other).anyMatch(unit -> unit.id().equals(order.workUnitId())));
    }

    @Test
    void a_server_that_has_not_looked_keeps_nobody_away_and_one_that_looks_no_more_neither() {
        NearEnd near = NearEnd.of(test, world);
        OneServer server = new OneServer(db, keys, folder, "one");
        assertThat(ask(server, near.slow()).assignments())
                .as("it has just started")
                .hasSize(1);

        server.keeper.refill();
        server.facts.refresh(List.of(near.batch()));
        assertThat(ask(server, near.slow(), 2).assignments())
                .as("resent is what it has")
                .hasSize(1);
        test.clock().forward(Duration.ofSeconds(61));
        assertThat(ask(server, near.slow(), 2).assignments()).hasSize(2);
    }

    @Test
    void each_of_two_servers_sees_the_same() throws Exception {
        NearEnd near = NearEnd.of(test, world);
        try (Database second = Database.openAndMigrate(test.config(), test.clock())) {
            OneServer one = looking(db, "one", near);
            one.keeper.giveBackAll();
            OneServer two = looking(second, "two", near);

            assertThat(ask(two, near.slow()).assignments()).isEmpty();
            assertThat(ask(two, near.fast().get(1)).assignments()).hasSize(1);
        }
    }

    @Test
    void when_no_fast_host_took_one_for_ten_minutes_anybody_gets_one() {
        NearEnd near = NearEnd.of(test, world);
        OneServer server = looking(db, "one", near);
        for (int minute = 0; minute < 9; minute++) {
            near.pass(Duration.ofMinutes(1));
            server.facts.refresh(List.of(near.batch()));
            assertThat(ask(server, near.slow()).assignments()).isEmpty();
        }
        near.pass(Duration.ofMinutes(1));
        server.facts.refresh(List.of(near.batch()));

        assertThat(ask(server, near.slow()).assignments()).hasSize(1);
    }

    @Test
    void where_a_quorum_needs_the_slow_one_it_gets_its_copy() {
        NearEnd near = new NearEnd(test, world, world.cutQuorum(10, 1), 5, 1, NearEnd.FAST_SECONDS);
        OneServer server = looking(db, "one", near);

        assertThat(ask(server, near.slow()).assignments()).hasSize(1);
    }

    @Test
    void short_tasks_are_for_everybody_to_the_last() {
        NearEnd near = new NearEnd(test, world, world.cutQuorum(10, 1), 5, 4, 100);
        OneServer server = looking(db, "one", near);

        assertThat(ask(server, near.slow()).assignments()).hasSize(1);
    }

    private OneServer looking(Database database, String name, NearEnd near) {
        OneServer server = new OneServer(database, keys, folder, name);
        server.keeper.refill();
        server.facts.refresh(List.of(near.batch()));
        return server;
    }

    private SyncAnswer.Decided ask(OneServer server, Host host) {
        return ask(server, host, 1);
    }

    /** Its next call. */
    private SyncAnswer.Decided ask(OneServer server, Host host, int results) {
        long last = tx(tx -> db.hosts().byId(tx, host.id()).orElseThrow()).sequence();
        return server.call(OneServer.ask(host, last + 1, results));
    }
}

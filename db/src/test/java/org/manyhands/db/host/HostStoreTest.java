package org.manyhands.db.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.HostId;

class HostStoreTest extends DatabaseContract {
    private static final HostFacts OTHER = new HostFacts("Windows 11", "x86", 8, 1L << 34, "21");

    HostStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_host_is_found_by_id_and_key_and_attaches_once() {
        Host host = world.host(world.account());
        assertThat(find(tx -> db.hosts().byId(tx, host.id()))).contains(host);
        assertThat(find(tx -> db.hosts().byKey(tx, host.publicKey()))).contains(host);
        assertThatThrownBy(() -> tx(tx -> db.hosts().create(tx, host.accountId(), "x", host.publicKey(), OTHER)))
                .hasMessageContaining(host.publicKey());
    }

    @Test
    void one_call_of_several_with_the_same_number_moves_the_sequence() throws Exception {
        Host host = world.host(world.account());
        test.clock().forward(Duration.ofMinutes(1));
        List<Boolean> moved =
                Together.run(3, () -> db.inTransaction(tx -> db.hosts().advance(tx, host.id(), 0, OTHER, "1.2")));
        assertThat(moved).containsOnlyOnce(true);
        Host now = find(tx -> db.hosts().byId(tx, host.id())).orElseThrow();
        assertThat(now.sequence()).isEqualTo(1);
        assertThat(now.facts()).isEqualTo(OTHER);
        assertThat(now.agentVersion()).isEqualTo("1.2");
        assertThat(now.lastContactMillis()).isEqualTo(host.attachedMillis() + 60_000);
    }

    @Test
    void calls_of_many_hosts_move_each_sequence_that_was_as_read() {
        List<Host> hosts =
                IntStream.range(0, 5).mapToObj(i -> world.host(world.account())).toList();
        tx(tx -> db.hosts().advance(tx, hosts.get(2).id(), 0, OTHER, "1.1"));
        test.clock().forward(Duration.ofMinutes(1));

        List<Boolean> moved = tx(tx -> db.hosts()
                .advanceAll(
                        tx,
                        hosts.stream()
                                .map(host -> new HostStore.Advance(
                                        host, host.equals(hosts.get(3)) ? host.facts() : OTHER, "1.2"))
                                .toList()));

        assertThat(moved).containsExactly(true, true, false, true, true);
        Map<HostId, Host> now =
                tx(tx -> db.hosts().byIds(tx, hosts.stream().map(Host::id).toList()));
        assertThat(hosts).extracting(host -> now.get(host.id()).sequence()).containsOnly(1L);
        assertThat(hosts)
                .extracting(host -> now.get(host.id()).agentVersion())
                .containsExactly("1.2", "1.2", "1.1", "1.2", "1.2");
        assertThat(now.get(hosts.get(3).id()).facts()).isEqualTo(hosts.get(3).facts());
        assertThat(now.get(hosts.get(4).id()).facts()).isEqualTo(OTHER);
    }

    @Test
    void answers_of_many_hosts_are_kept_each_in_the_place_of_the_one_before() {
        List<Host> hosts =
                IntStream.range(0, 4).mapToObj(i -> world.host(world.account())).toList();
        store(hosts.get(1), 1, "old");
        store(hosts.get(3), 1, "stays");
        Map<HostId, HostStore.StoredReply> replies = new HashMap<>();
        hosts.subList(0, 3)
                .forEach(host -> replies.put(
                        host.id(), new HostStore.StoredReply(2, Digests.sha256("r" + host.id()), new byte[] {7})));

        db.runInTransaction(tx -> db.hosts().storeReplies(tx, replies));

        Map<HostId, HostStore.StoredReply> kept =
                tx(tx -> db.hosts().replies(tx, hosts.stream().map(Host::id).toList()));
        assertThat(hosts).extracting(host -> kept.get(host.id()).sequence()).containsExactly(2L, 2L, 2L, 1L);
        assertThat(kept.get(hosts.get(1).id()).requestSha256())
                .isEqualTo(Digests.sha256("r" + hosts.get(1).id()));
    }

    @Test
    void claims_that_are_too_long_are_cut() {
        Host host = world.host(world.account());
        HostFacts boast = new HostFacts("x".repeat(500), "y".repeat(500), 1, 1, "z".repeat(500));
        assertThat(holds(tx -> db.hosts().advance(tx, host.id(), 0, boast, "v".repeat(500))))
                .isTrue();
        assertThat(find(tx -> db.hosts().byId(tx, host.id()))
                        .orElseThrow()
                        .facts()
                        .operatingSystem())
                .hasSize(120);
    }

    @Test
    void the_last_answer_is_found_again_until_the_host_was_long_silent() {
        Host host = world.host(world.account());
        assertThat(find(tx -> db.hosts().reply(tx, host.id()))).isEmpty();
        store(host, 1, "one");
        store(host, 2, "two");
        HostStore.StoredReply reply =
                find(tx -> db.hosts().reply(tx, host.id())).orElseThrow();
        assertThat(reply.sequence()).isEqualTo(2);
        assertThat(reply.body()).asString().isEqualTo("two");
        long now = test.clock().millis();
        assertThat(drop(new HostId(0), now, 10)).isEqualTo(new HostStore.Dropped(0, Optional.empty()));
        assertThat(drop(new HostId(0), now + 1, 10)).isEqualTo(new HostStore.Dropped(1, Optional.empty()));
        assertThat(find(tx -> db.hosts().reply(tx, host.id()))).isEmpty();
    }

    @Test
    void old_answers_are_looked_for_a_few_hosts_at_a_time() {
        Account account = world.account();
        List<HostId> hosts = IntStream.range(0, 5)
                .mapToObj(i -> world.host(account))
                .map(Host::id)
                .toList();
        tx(tx -> {
            hosts.forEach(host -> db.hosts()
                    .storeReplies(tx, Map.of(host, new HostStore.StoredReply(1, Digests.sha256("one"), new byte[1]))));
            return hosts;
        });
        long later = test.clock().millis() + 1;

        assertThat(drop(new HostId(0), later, 2)).isEqualTo(new HostStore.Dropped(2, Optional.of(hosts.get(1))));
        assertThat(drop(hosts.get(1), later, 2)).isEqualTo(new HostStore.Dropped(2, Optional.of(hosts.get(3))));
        assertThat(drop(hosts.get(3), later, 2)).isEqualTo(new HostStore.Dropped(1, Optional.empty()));
    }

    private HostStore.Dropped drop(HostId after, long before, int limit) {
        return tx(tx -> db.hosts().dropRepliesBefore(tx, after, before, limit));
    }

    @Test
    void those_attached_last_come_first() {
        Host silent = world.host(world.account());
        test.clock().forward(Duration.ofHours(1));
        Host recent = world.host(world.account());
        assertThat(list(tx -> db.hosts().list(tx, HostStore.NEWEST, 10))).containsExactly(recent, silent);
        assertThat(list(tx -> db.hosts().list(tx, HostStore.NEWEST, 1))).containsExactly(recent);
        assertThat(list(tx -> db.hosts().list(tx, recent.id(), 10))).containsExactly(silent);
        assertThat(number(tx -> db.hosts().count(tx))).isEqualTo(2);
        assertThat(number(tx -> db.hosts().countSeenSince(tx, recent.attachedMillis())))
                .isEqualTo(1);
    }

    private void store(Host host, long sequence, String body) {
        db.runInTransaction(tx -> db.hosts()
                .storeReplies(
                        tx,
                        Map.of(
                                host.id(),
                                new HostStore.StoredReply(
                                        sequence,
                                        Digests.sha256(body),
                                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    }
}

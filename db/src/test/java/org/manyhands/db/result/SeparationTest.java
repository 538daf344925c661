package org.manyhands.db.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Separation.Nearness;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.WorkUnitId;

class SeparationTest extends DatabaseContract {
    private static final Separation NETWORKS = new Separation(true, 0);
    private static final Separation COHORTS = new Separation(false, 1_000);

    SeparationTest(TestDatabase test) {
        super(test);
    }

    @Test
    void hosts_are_near_by_network_or_by_when_their_accounts_were_opened() {
        Origin one = new Origin(5, 10_000);
        assertThat(NETWORKS.between(one, new Origin(5, 90_000))).contains(Nearness.NETWORK);
        assertThat(NETWORKS.between(one, new Origin(6, 10_000))).isEmpty();
        assertThat(NETWORKS.between(Origin.ANYWHERE, Origin.ANYWHERE)).isEmpty();
        assertThat(COHORTS.between(one, new Origin(5, 11_000))).isEmpty();
        assertThat(COHORTS.between(one, new Origin(6, 10_999))).contains(Nearness.COHORT);
        assertThat(COHORTS.between(new Origin(6, 10_999), one)).contains(Nearness.COHORT);
        assertThat(COHORTS.between(one, Origin.ANYWHERE)).isEmpty();
        assertThat(Separation.OFF.between(one, one)).isEmpty();
    }

    @Test
    void a_second_copy_does_not_go_to_the_network_of_the_first() {
        List<Result> copies = world.copies(world.cutBatch(1).get(0).id());

        assertThat(send(copies.get(0), new Origin(5, 0), NETWORKS)).isPresent();
        assertThat(send(copies.get(1), new Origin(5, 0), NETWORKS)).isEmpty();
        assertThat(send(copies.get(1), new Origin(6, 0), NETWORKS)).isPresent();
    }

    @Test
    void of_two_copies_in_one_transaction_one_network_gets_one() {
        List<Result> copies = world.copies(world.cutBatch(1).get(0).id());

        Host first = world.host(world.account());
        Host second = world.host(world.account());

        List<Optional<Result>> sent = list(tx -> db.results()
                .applyAll(
                        tx,
                        List.of(
                                new ResultChange(copies.get(0), dispatched(tx, first, NETWORKS)),
                                new ResultChange(copies.get(1), dispatched(tx, second, NETWORKS)))));

        assertThat(sent.get(0)).isPresent();
        assertThat(sent.get(1)).isEmpty();
    }

    @Test
    void accounts_that_were_opened_together_get_no_two_copies() {
        List<Result> copies = world.copies(world.cutBatch(1).get(0).id());
        Host first = world.host(world.account());
        long opened = opened(first);
        assertThat(send(copies.get(0), first, new Origin(5, opened), COHORTS)).isPresent();

        assertThat(send(copies.get(1), new Origin(6, opened + 999), COHORTS)).isEmpty();
        assertThat(send(copies.get(1), new Origin(6, opened + 1_000), COHORTS)).isPresent();
    }

    @Test
    void a_claim_that_is_given_up_keeps_nobody_away() {
        List<Result> copies = world.copies(world.cutBatch(1).get(0).id());
        Result sent = send(copies.get(0), new Origin(5, 0), NETWORKS).orElseThrow();
        test.clock().forward(Duration.ofHours(2));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()));

        assertThat(send(copies.get(1), new Origin(5, 0), NETWORKS)).isPresent();
    }

    @Test
    void what_is_known_of_claims_says_where_they_stand() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Host host = world.host(world.account());
        send(world.copies(unit.id()).get(0), host, new Origin(5, opened(host)), NETWORKS);

        assertThat(origins(unit, Separation.OFF)).isEmpty();
        assertThat(origins(unit, NETWORKS))
                .containsOnly(Map.entry(unit.id(), Map.of(host.accountId(), new Origin(5, 0))));
        assertThat(origins(unit, COHORTS))
                .containsOnly(Map.entry(unit.id(), Map.of(host.accountId(), new Origin(5, opened(host)))));
    }

    /** Two servers that have a copy each of the same work units. */
    @Test
    void of_two_servers_that_send_at_once_to_one_network_only_one_succeeds() throws Exception {
        List<WorkUnit> units = world.cutBatch(40);
        List<Host> hosts = List.of(world.host(world.account()), world.host(world.account()));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService servers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> both = new ArrayList<>();
            for (int server = 0; server < 2; server++) {
                int copy = server;
                both.add(servers.submit(() -> {
                    start.await();
                    int sent = 0;
                    for (WorkUnit unit : units) {
                        Result result = world.copies(unit.id()).get(copy);
                        sent += send(result, hosts.get(copy), new Origin(5, 0), NETWORKS)
                                        .isPresent()
                                ? 1
                                : 0;
                    }
                    return sent;
                }));
            }
            start.countDown();
            assertThat(both.get(0).get() + both.get(1).get()).isEqualTo(40);
        } finally {
            servers.shutdownNow();
        }
        assertThat(units)
                .allSatisfy(unit -> assertThat(world.copies(unit.id()))
                        .extracting(Result::state)
                        .containsExactlyInAnyOrder(ResultState.IN_PROGRESS, ResultState.UNSENT));
    }

    private Map<WorkUnitId, Map<AccountId, Origin>> origins(WorkUnit unit, Separation separation) {
        return tx(tx -> db.results().origins(tx, List.of(unit.id()), separation));
    }

    private long opened(Host host) {
        return number(
                tx -> db.accounts().byId(tx, host.accountId()).orElseThrow().createdMillis());
    }

    private Optional<Result> send(Result result, Origin origin, Separation separation) {
        return send(result, world.host(world.account()), origin, separation);
    }

    private Optional<Result> send(Result result, Host host, Origin origin, Separation separation) {
        return find(tx -> db.results()
                .apply(
                        tx,
                        result,
                        new ResultEvent.Dispatched(
                                host.id(), host.accountId(), tx.nowMillis() + 3_600_000, origin, separation)));
    }

    private static ResultEvent dispatched(Tx tx, Host host, Separation separation) {
        return new ResultEvent.Dispatched(
                host.id(), host.accountId(), tx.nowMillis() + 3_600_000, new Origin(5, 0), separation);
    }
}

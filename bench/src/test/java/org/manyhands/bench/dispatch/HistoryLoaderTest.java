package org.manyhands.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.manyhands.bench.dispatch.history.HistoryLoader;
import org.manyhands.bench.dispatch.history.Past;
import org.manyhands.bench.dispatch.load.HostKeys;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.Balance;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnitState;

class HistoryLoaderTest {
    private static final Past PAST = new Past(10_250, 20, 4, 77);

    private final TestDatabase test = TestDatabase.h2();
    private final Database db = test.database();

    @BeforeEach
    void empty() {
        test.reset();
    }

    @Test
    void the_past_is_one_that_the_project_could_have_had() throws Exception {
        assertThat(loader(PAST).load()).isTrue();

        test.requireBalancedJournal();
        Batch last = db.inTransaction(tx -> db.batches().inState(tx, BatchState.COMPLETE, 10))
                .get(1);
        assertThat(last.totalUnits()).isEqualTo(250);
        Map<WorkUnitState, Long> units = db.inTransaction(tx -> db.workUnits().counts(tx, last.id()));
        assertThat(units).containsEntry(WorkUnitState.ASSIMILATED, 250L);
        assertThat(balance(LedgerAccount.escrow(last.id()))).isEqualTo(new Balance(250_000, 0, 0, 250_000));
    }

    @Test
    void played_hosts_have_the_keys_of_their_players() throws Exception {
        loader(PAST).load();
        HostKeys keys = new HostKeys(PAST.seed());
        Host host = db.inTransaction(tx -> db.hosts()
                .byKey(tx, keys.of(2L * PAST.stride()).verifyingKey().hex())
                .orElseThrow());
        assertThat(host.sequence()).isZero();
        assertThat(balance(LedgerAccount.host(host.id())).pendingIn()).isEqualTo(512_000);
    }

    @Test
    void rows_that_come_later_have_other_identifiers() throws Exception {
        loader(PAST).load();
        try (Database fresh = Database.openAndMigrate(test.config())) {
            World world = new World(fresh);
            world.host(world.account());
            assertThat(world.cutBatch(5)).hasSize(5);
        }
        test.requireBalancedJournal();
    }

    @Test
    void the_same_past_is_loaded_once_and_another_one_refused() throws Exception {
        loader(PAST).load();
        assertThat(loader(PAST).load()).isFalse();
        assertThatThrownBy(() -> loader(new Past(5, 2, 1, 77)).load())
                .hasMessageContaining("10250 work units")
                .hasMessageContaining("empty");
    }

    @Test
    void a_database_with_rows_of_its_own_is_left_alone() {
        new World(db).account();
        assertThatThrownBy(() -> loader(PAST).load()).hasMessageContaining("rows of its own");
    }

    private Balance balance(LedgerAccount account) {
        return db.inTransaction(tx -> db.ledger().balance(tx, account));
    }

    private HistoryLoader loader(Past past) {
        return new HistoryLoader(test::connect, true, past, 1_700_000_000_000L);
    }
}

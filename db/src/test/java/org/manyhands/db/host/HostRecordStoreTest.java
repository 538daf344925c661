package org.manyhands.db.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.manyhands.db.host.HostRecordStore.Change;
import org.manyhands.db.host.HostRecordStore.Learned;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;

class HostRecordStoreTest extends DatabaseContract {
    private static final AppVersionId VERSION = new AppVersionId(3);
    private static final HostRecord SOME =
            HostRecord.NONE.returned(1_000_000, 10.5, 13).broke();

    HostRecordStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void what_was_learned_is_found_by_host_and_version_with_its_age() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        HostRecordStore.Key other =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        assertThat(known(key)).isEmpty();

        save(Map.of(key, new Change(Learned.NOTHING, SOME), other, new Change(Learned.NOTHING, HostRecord.NONE)));
        Learned first = new Learned(SOME, test.clock().millis());
        assertThat(known(key)).containsOnly(Map.entry(key, first));

        test.clock().forward(Duration.ofMinutes(5));
        HostRecord later = SOME.returned(2_000_000, 20, 40);
        Learned second = new Learned(later, test.clock().millis());
        assertThat(save(Map.of(key, new Change(first, later)))).containsOnly(Map.entry(key, second));
        assertThat(known(key)).containsOnly(Map.entry(key, second));
        assertThat(save(Map.of())).isEmpty();
    }

    @Test
    void what_is_broken_between_reading_and_writing_is_not_lost_in_the_same_millisecond() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        save(Map.of(key, new Change(Learned.NOTHING, SOME)));
        AtomicInteger tries = new AtomicInteger();

        db.runInTransaction(tx -> {
            Learned before = db.hostRecords().ofHosts(tx, List.of(key.host())).get(key);
            if (tries.getAndIncrement() == 0) {
                inAnotherTransaction(other -> db.hostRecords().broke(other, List.of(key)));
            }
            Learned saved = db.hostRecords()
                    .save(tx, Map.of(key, new Change(before, before.record().returned(1_000_000, 10, 12))))
                    .get(key);
            db.hostRecords()
                    .save(tx, Map.of(key, new Change(saved, saved.record().returned(1_000_000, 10, 12))));
        });

        assertThat(tries).hasValue(2);
        HostRecord expected = SOME.broke().returned(1_000_000, 10, 12).returned(1_000_000, 10, 12);
        HostRecord found = known(key).get(key).record();
        assertThat(found.broken()).isCloseTo(expected.broken(), within(1e-9));
        assertThat(found.kept()).isCloseTo(expected.kept(), within(1e-9));
        assertThat(found.quota()).isEqualTo(expected.quota());
    }

    @Test
    void a_first_record_that_another_transaction_wrote_first_is_not_lost() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        AtomicInteger tries = new AtomicInteger();

        db.runInTransaction(tx -> {
            Learned before = db.hostRecords().ofHosts(tx, List.of(key.host())).getOrDefault(key, Learned.NOTHING);
            if (tries.getAndIncrement() == 0) {
                inAnotherTransaction(other -> db.hostRecords().broke(other, List.of(key)));
            }
            db.hostRecords()
                    .save(tx, Map.of(key, new Change(before, before.record().returned(1_000_000, 10, 12))));
        });

        assertThat(tries).hasValue(2);
        assertThat(known(key).get(key).record())
                .isEqualTo(HostRecord.NONE.broke().returned(1_000_000, 10, 12));
    }

    @Test
    void each_broken_promise_counts() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        db.runInTransaction(tx -> db.hostRecords().broke(tx, List.of(key, key)));
        db.runInTransaction(tx -> db.hostRecords().broke(tx, List.of(key)));
        db.runInTransaction(tx -> db.hostRecords().broke(tx, List.of()));
        assertThat(known(key).get(key))
                .satisfies(learned -> assertThat(learned.record())
                        .isEqualTo(HostRecord.NONE.broke().broke().broke()));
    }

    @Test
    void results_that_are_found_wrong_take_back_what_their_return_gave() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        HostRecord expected = HostRecord.NONE;
        for (int time = 0; time < 10; time++) {
            expected = expected.wrong();
            db.runInTransaction(tx -> db.hostRecords().wrong(tx, List.of(key)));
            assertThat(known(key).get(key).record().quota()).isEqualTo(expected.quota());
        }
        assertThat(expected.quota().most()).isEqualTo(1);
    }

    @Test
    void a_broken_promise_halves_the_quota_and_leaves_what_else_was_learned() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        save(Map.of(key, new Change(Learned.NOTHING, SOME)));
        HostRecord expected = SOME;
        for (int time = 0; time < 10; time++) {
            expected = expected.broke();
            db.runInTransaction(tx -> db.hostRecords().broke(tx, List.of(key)));
            HostRecord found = known(key).get(key).record();
            assertThat(found.quota()).isEqualTo(expected.quota());
            assertThat(found.speed()).isEqualTo(SOME.speed());
            assertThat(found.reliability()).isCloseTo(expected.reliability(), within(1e-9));
        }
    }

    private Map<HostRecordStore.Key, Learned> save(Map<HostRecordStore.Key, Change> changes) {
        return db.inTransaction(tx -> db.hostRecords().save(tx, changes));
    }

    /** Commits before it returns; a thread has one transaction at a time. */
    private void inAnotherTransaction(Consumer<Tx> work) {
        CompletableFuture.runAsync(() -> db.runInTransaction(work)).join();
    }

    private Map<HostRecordStore.Key, Learned> known(HostRecordStore.Key key) {
        return db.inTransaction(tx -> db.hostRecords().ofHosts(tx, List.of(key.host())));
    }
}

package org.manyhands.db.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
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

        db.runInTransaction(tx -> db.hostRecords().save(tx, Map.of(key, SOME, other, HostRecord.NONE)));
        assertThat(known(key))
                .containsOnlyKeys(key)
                .containsValue(new HostRecordStore.Learned(SOME, test.clock().millis()));

        test.clock().forward(Duration.ofMinutes(5));
        HostRecord later = SOME.returned(2_000_000, 20, 40);
        db.runInTransaction(tx -> db.hostRecords().save(tx, Map.of(key, later)));
        assertThat(known(key))
                .containsValue(new HostRecordStore.Learned(later, test.clock().millis()));
        db.runInTransaction(tx -> db.hostRecords().save(tx, Map.of()));
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
    void a_broken_promise_halves_the_quota_and_leaves_what_else_was_learned() {
        HostRecordStore.Key key =
                new HostRecordStore.Key(world.host(world.account()).id(), VERSION);
        db.runInTransaction(tx -> db.hostRecords().save(tx, Map.of(key, SOME)));
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

    private Map<HostRecordStore.Key, HostRecordStore.Learned> known(HostRecordStore.Key key) {
        return db.inTransaction(tx -> db.hostRecords().ofHosts(tx, List.of(key.host())));
    }
}

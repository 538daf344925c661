package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;

class TransactionsTest extends DatabaseContract {
    TransactionsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void work_that_fails_leaves_nothing() {
        assertThatThrownBy(() -> db.runInTransaction(tx -> {
                    db.accounts().create(tx, "Ann", false);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(find(tx -> db.accounts().byName(tx, "Ann"))).isEmpty();
    }

    @Test
    void work_that_meets_a_conflict_runs_again_from_the_start() {
        AtomicInteger runs = new AtomicInteger();
        db.runInTransaction(tx -> {
            db.accounts().create(tx, "Ann", false);
            if (runs.incrementAndGet() < 3) {
                throw new ConflictException("somebody was first");
            }
        });
        assertThat(runs).hasValue(3);
        assertThat(find(tx -> db.accounts().byName(tx, "Ann"))).isPresent();
    }

    @Test
    void work_that_meets_a_conflict_for_ever_is_given_up() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> db.runInTransaction(tx -> {
                    runs.incrementAndGet();
                    throw new ConflictException("always");
                }))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("given up")
                .hasMessageContaining("always");
        assertThat(runs).hasValue(25);
    }

    @Test
    void a_transaction_within_a_transaction_is_a_mistake() {
        assertThatThrownBy(() -> db.runInTransaction(tx -> db.runInTransaction(inner -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hand its Tx on");
        db.runInTransaction(tx -> {});
    }

    @Test
    void two_that_lock_each_other_out_both_succeed_in_the_end() throws Exception {
        Account ann = world.account();
        Account bob = world.account();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        Together.run(List.of(
                () -> addBytesToBoth(ann, bob, bothHoldOne, runs), () -> addBytesToBoth(bob, ann, bothHoldOne, runs)));
        assertThat(runs.get()).as("one of them ran again").isGreaterThan(2);
        for (Account account : List.of(ann, bob)) {
            assertThat(find(tx -> db.accounts().byId(tx, account.id()))
                            .orElseThrow()
                            .storedBytes())
                    .isEqualTo(20);
        }
    }

    @Test
    void the_time_is_the_databases_and_stands_still_within_a_transaction() {
        try (Database own = Database.open(test.config(), Duration.ofSeconds(10))) {
            long before = System.currentTimeMillis();
            long now = own.inTransaction(tx -> {
                long first = tx.nowMillis();
                own.settings().get(tx, "anything");
                assertThat(tx.nowMillis()).isEqualTo(first);
                return first;
            });
            assertThat(Duration.ofMillis(now - before).abs())
                    .as("the database's clock in UTC, whatever its time zone")
                    .isLessThan(Duration.ofMinutes(10));
        }
    }

    private boolean addBytesToBoth(Account first, Account second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
        AtomicInteger own = new AtomicInteger();
        return db.inTransaction(tx -> {
            runs.incrementAndGet();
            db.accounts().addStoredBytes(tx, first.id(), 10, Long.MAX_VALUE);
            if (own.incrementAndGet() == 1) {
                meet(bothHoldOne);
            }
            return db.accounts().addStoredBytes(tx, second.id(), 10, Long.MAX_VALUE);
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

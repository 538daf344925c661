package org.manyhands.db.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.NearEnd;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.id.BatchId;

class EndingTest extends DatabaseContract {
    private static final Percentage ABOUT = Percentage.withPercentage(20);

    EndingTest(TestDatabase test) {
        super(test);
    }

    @Test
    void it_says_how_much_is_left_and_how_long_fast_hosts_take() {
        Ending ending = ending(NearEnd.of(test, world).batch()).orElseThrow();

        assertThat(ending.left()).isEqualTo(5);
        assertThat(ending.drainSeconds()).as("one a minute came back").isCloseTo(300, ABOUT);
        assertThat(ending.taskSeconds()).isCloseTo(NearEnd.FAST_SECONDS, ABOUT);
        assertThat(ending.copySeconds()).isEqualTo(ending.taskSeconds());
        assertThat(ending.begun()).isTrue();
    }

    @Test
    void a_host_is_late_that_needs_longer_than_all_others_will() {
        Ending ending = ending(NearEnd.of(test, world).batch()).orElseThrow();

        assertThat(ending.startsTooLate(new Prediction(NearEnd.SLOW_SECONDS, 0.3), 1))
                .isTrue();
        assertThat(ending.startsTooLate(new Prediction(NearEnd.FAST_SECONDS, 0.3), 1))
                .isFalse();
    }

    @Test
    void none_is_late_where_fewer_accounts_are_not_than_a_work_unit_needs_and_one_more() {
        NearEnd few = new NearEnd(test, world, world.cutQuorum(10, 1), 5, 1, NearEnd.FAST_SECONDS);

        Ending ending = ending(few.batch()).orElseThrow();

        assertThat(ending.othersSeconds()).isInfinite();
        assertThat(ending.startsTooLate(new Prediction(NearEnd.SLOW_SECONDS, 0.3), 1))
                .isFalse();
    }

    @Test
    void there_is_none_while_much_waits_to_be_cut_and_of_short_tasks() {
        NearEnd brief = new NearEnd(test, world, world.cutQuorum(10, 1), 5, 4, 200);

        assertThat(ending(brief.batch())).isEmpty();
        assertThat(ending(world.cutFirstTrusting(1_000, 0.001).batchId())).isEmpty();
    }

    @Test
    void there_is_none_when_no_host_was_heard_of_lately() {
        BatchId batch = NearEnd.of(test, world).batch();
        test.clock().forward(Duration.ofMinutes(11));

        assertThat(ending(batch)).isEmpty();
    }

    @Test
    void of_a_batch_in_sizes_pieces_count() {
        NearEnd near = new NearEnd(test, world, world.cutSizes(Collections.nCopies(10, 4)), 5, 4, NearEnd.FAST_SECONDS);

        Ending ending = ending(near.batch()).orElseThrow();

        assertThat(ending.left()).as("25 copies of 4 pieces wait, quorum 2").isEqualTo(30);
        assertThat(ending.copySeconds()).isCloseTo(NearEnd.FAST_SECONDS, ABOUT);
        assertThat(ending.startsTooLate(new Prediction(4 * NearEnd.SLOW_SECONDS, 0.3), 4))
                .isEqualTo(4 * NearEnd.SLOW_SECONDS > ending.drainSeconds() + 1.1 * 4 * ending.copySeconds());
    }

    private Optional<Ending> ending(BatchId batch) {
        return find(tx -> Ending.of(db, tx, world.copyOf(tx, batch)));
    }
}

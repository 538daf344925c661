package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;

class DaemonBeatsTest extends DatabaseContract {
    DaemonBeatsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void each_process_has_one_row_with_its_last_sign_of_life() {
        long start = test.clock().millis();
        beat("validator", 7);
        test.clock().forward(Duration.ofSeconds(5));
        beat("validator", 7);
        beat("validator", 8);
        beat("assimilator", 9);
        assertThat(list(tx -> db.beats().all(tx)))
                .containsExactlyInAnyOrder(
                        new DaemonBeats.Beat("validator", 7, "here", start + 5_000),
                        new DaemonBeats.Beat("validator", 8, "here", start + 5_000),
                        new DaemonBeats.Beat("assimilator", 9, "here", start + 5_000));
    }

    @Test
    void a_new_process_forgets_those_that_were_silent_for_a_day() {
        beat("validator", 7);
        beat("assimilator", 9);
        test.clock().forward(Duration.ofDays(1).plusMillis(1));
        beat("validator", 8);
        assertThat(list(tx -> db.beats().all(tx)))
                .extracting(DaemonBeats.Beat::pid)
                .containsExactly(9L, 8L);
    }

    @Test
    void those_of_a_name_that_are_alive_share_its_work() {
        beat("validator", 7);
        test.clock().forward(Duration.ofSeconds(13));
        beat("validator", 9);
        beat("validator", 8);
        beat("assimilator", 6);
        assertThat(share("validator", 8)).isEqualTo(new Share(2, 0));
        assertThat(share("validator", 9)).isEqualTo(new Share(2, 1));
        assertThat(share("assimilator", 6)).isEqualTo(Share.ALL);
        assertThat(share("validator", 7)).as("silent for too long").isEqualTo(Share.ALL);
    }

    private Share share(String name, long pid) {
        return tx(tx -> db.beats().share(tx, name, pid, "here", tx.nowMillis() - 12_000));
    }

    private void beat(String name, long pid) {
        db.runInTransaction(tx -> db.beats().beat(tx, name, pid, "here"));
    }
}

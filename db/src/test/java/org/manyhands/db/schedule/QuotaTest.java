package org.manyhands.db.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final long NOON = Duration.ofDays(20_000).plusHours(12).toMillis();

    @Test
    void nothing_limits_a_host_that_keeps_its_promises() {
        assertThat(Quota.NONE.kept()).isEqualTo(Quota.NONE);
        assertThat(Quota.NONE.sent(1_000, NOON)).isEqualTo(Quota.NONE);
        assertThat(Quota.NONE.left(NOON)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void each_error_halves_it_down_to_one_and_each_result_doubles_it_until_it_is_gone() {
        Quota quota = Quota.NONE;
        for (int most : new int[] {256, 128, 64, 32, 16, 8, 4, 2, 1, 1}) {
            quota = quota.broke();
            assertThat(quota.most()).isEqualTo(most);
        }
        for (int most : new int[] {2, 4, 8, 16, 32, 64, 128, 256, 0}) {
            quota = quota.kept();
            assertThat(quota.most()).isEqualTo(most);
        }
        assertThat(quota).isEqualTo(Quota.NONE);
    }

    @Test
    void a_host_of_which_every_result_is_wrong_comes_down_to_one_though_each_came_back() {
        Quota quota = Quota.NONE;
        for (int result = 0; result < 9; result++) {
            quota = quota.kept().wrong();
        }
        assertThat(quota.most()).isEqualTo(1);
        assertThat(quota.kept().wrong().most()).isEqualTo(1);
    }

    @Test
    void what_was_sent_counts_on_its_day_only() {
        Quota quota = Quota.NONE.broke().broke().broke().broke().broke().broke();
        assertThat(quota.left(NOON)).isEqualTo(8);

        quota = quota.sent(3, NOON).sent(4, NOON + 1);

        assertThat(quota.left(NOON)).isEqualTo(1);
        assertThat(quota.broke().left(NOON)).isZero();
        assertThat(quota.kept().left(NOON)).isEqualTo(9);
        assertThat(quota.left(NOON + Duration.ofHours(12).toMillis())).isEqualTo(8);
        assertThat(quota.sent(2, NOON + Duration.ofHours(12).toMillis())
                        .left(NOON + Duration.ofHours(13).toMillis()))
                .isEqualTo(6);
    }
}

package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListsTest {
    @Test
    void no_list_weighs_more_than_it_may_unless_it_is_one_alone() {
        assertThat(Lists.byWeight(List.of(2, 3, 4, 9, 1, 1), one -> one, 5))
                .containsExactly(List.of(2, 3), List.of(4), List.of(9), List.of(1, 1));
        assertThat(Lists.byWeight(List.of(0, 0, 0), one -> one, 1)).containsExactly(List.of(0, 0, 0));
        assertThat(Lists.byWeight(List.<Integer>of(), one -> one, 1)).isEmpty();
    }
}

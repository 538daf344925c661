package org.manyhands.server.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortionsTest {
    @Test
    void noPortionWeighsMoreThanItMayUnlessItIsOneAlone() {
        assertThat(Portions.of(List.of(2, 3, 4, 9, 1, 1), one -> one, 5))
                .containsExactly(List.of(2, 3), List.of(4), List.of(9), List.of(1, 1));
        assertThat(Portions.of(List.of(0, 0, 0), one -> one, 1)).containsExactly(List.of(0, 0, 0));
        assertThat(Portions.of(List.<Integer>of(), one -> one, 1)).isEmpty();
    }
}

package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void one_alone_has_no_part_but_all() {
        assertThat(Share.ALL.isPart()).isFalse();
        assertThat(new Share(2, 0).isPart()).isTrue();
    }

    @Test
    void a_place_outside_the_count_is_refused() {
        assertThatThrownBy(() -> new Share(2, 2)).hasMessageContaining("place 2 of 2");
        assertThatThrownBy(() -> new Share(0, 0)).hasMessageContaining("place 0 of 0");
        assertThatThrownBy(() -> new Share(2, -1)).hasMessageContaining("place -1 of 2");
    }
}

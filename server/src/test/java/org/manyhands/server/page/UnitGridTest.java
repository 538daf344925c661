package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.server.page.UnitGrid.Shape;

class UnitGridTest {
    @Test
    void each_work_unit_is_a_square_in_the_colour_of_its_state() {
        UnitGrid grid = UnitGrid.of(List.of("ASSIMILATED", "VALIDATED", "OPEN", "FAILED", "CANCELLED"), 7, "label");
        assertThat(grid.unitsPerCell()).isEqualTo(1);
        assertThat(grid.shapes()).extracting(Shape::tone).containsExactly("good", "busy", "bad", "gone", "rest");
        assertThat(grid.shapes()).extracting(UnitGridTest::squares).containsExactly(2L, 1L, 1L, 1L, 2L);
        assertThat(grid.shapes().get(0).path()).startsWith("M1 1h8v8h-8z");
    }

    @Test
    void a_large_batch_shares_squares_and_no_failure_is_hidden() {
        List<String> states = new ArrayList<>(Collections.nCopies(100_000, "ASSIMILATED"));
        states.set(77_777, "FAILED");
        UnitGrid grid = UnitGrid.of(states, 200_000, "label");
        assertThat(grid.unitsPerCell()).isGreaterThan(1);
        assertThat(grid.shapes().stream().mapToLong(UnitGridTest::squares).sum())
                .isLessThanOrEqualTo(3_200)
                .isEqualTo((200_000 + grid.unitsPerCell() - 1) / grid.unitsPerCell());
        assertThat(grid.shapes())
                .filteredOn(shape -> shape.tone().equals("bad"))
                .singleElement()
                .satisfies(shape -> assertThat(squares(shape)).isEqualTo(1));
    }

    @Test
    void a_shared_square_is_done_only_when_all_of_it_is() {
        List<String> states = new ArrayList<>(Collections.nCopies(4_000, "ASSIMILATED"));
        states.set(1, "OPEN");
        states.set(3_999, "CANCELLED");
        UnitGrid grid = UnitGrid.of(states, 6_400, "label");
        assertThat(grid.unitsPerCell()).isEqualTo(2);
        assertThat(grid.shapes())
                .extracting(shape -> shape.tone() + " " + squares(shape))
                .containsExactly("good 1998", "busy 1", "gone 1", "rest 1200");
    }

    @Test
    void an_empty_batch_has_no_square() {
        assertThat(UnitGrid.of(List.of(), 0, "label").shapes()).isEmpty();
    }

    private static long squares(Shape shape) {
        return shape.path().chars().filter(c -> c == 'M').count();
    }
}

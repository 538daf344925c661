package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotLoadTest {
    @Test
    void aSlotWithoutATaskIsFreeNow() {
        SlotLoad load = SlotLoad.of(3, List.of(500.0, 0.0));

        assertThat(load.hasFreeSlot()).isTrue();
        assertThat(load.firstFreeSeconds()).isZero();
        assertThat(load.plus(90).hasFreeSlot()).isFalse();
    }

    @Test
    void aTaskThatMayEndAtAnyMomentHasItsSlot() {
        SlotLoad load = SlotLoad.of(2, List.of(0.0, 0.0));

        assertThat(load.hasFreeSlot()).isFalse();
        assertThat(load.firstFreeSeconds()).isZero();
    }

    @Test
    void whatWaitsIsForTheSlotThatIsFreeFirst() {
        SlotLoad load = SlotLoad.of(3, List.of(300.0, 10.0, 100.0));
        assertThat(load.firstFreeSeconds()).isEqualTo(10);

        assertThat(load.plus(50).firstFreeSeconds()).isEqualTo(60);
        assertThat(load.plus(50).plus(50).firstFreeSeconds()).isEqualTo(100);
        assertThat(load.plus(1_000).plus(1_000).firstFreeSeconds()).isEqualTo(300);
        assertThat(load.firstFreeSeconds()).as("it never changes").isEqualTo(10);
    }

    @Test
    void manyTasksShareTheSlots() {
        SlotLoad load = SlotLoad.idle(64);
        for (int task = 0; task < 640; task++) {
            load = load.plus(1);
        }

        assertThat(load.firstFreeSeconds()).isEqualTo(10);
    }
}

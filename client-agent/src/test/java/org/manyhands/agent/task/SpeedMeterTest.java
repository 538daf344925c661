package org.manyhands.agent.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeedMeterTest {
    private final SpeedMeter speed = new SpeedMeter(100);

    @Test
    void nothingIsKnownBeforeTheFirstRun() {
        assertThat(speed.fuelPerSecond()).isZero();
        assertThat(speed.secondsPerRun()).isZero();
    }

    @Test
    void oneRunSaysItAll() {
        speed.add(3_000_000, 1_500);
        assertThat(speed.fuelPerSecond()).isEqualTo(2_000_000);
        assertThat(speed.secondsPerRun()).isEqualTo(1.5);
    }

    @Test
    void theRunThatPaysForTheStartIsLeftOut() {
        speed.add(1_000_000, 8_500);
        speed.add(1_000_000, 500);
        speed.add(3_000_000, 1_500);
        assertThat(speed.fuelPerSecond()).isEqualTo(2_000_000);
        assertThat(speed.secondsPerRun()).isEqualTo(1);
    }

    @Test
    void itFollowsAComputerThatBecameSlower() {
        for (int i = 0; i < 20; i++) {
            speed.add(1_000_000, 1_000);
        }
        for (int i = 0; i < 10; i++) {
            speed.add(500_000, 1_000);
        }
        assertThat(speed.fuelPerSecond()).isEqualTo(500_000);
    }

    @Test
    void aRunThatTookNoTimeIsNoDivisionByZero() {
        speed.add(5, 0);
        assertThat(speed.fuelPerSecond()).isEqualTo(5_000);
    }

    @Test
    void slotThatRestsGetsLessDone() {
        SpeedMeter resting = new SpeedMeter(25);
        resting.add(1_000, 500);
        assertThat(resting.fuelPerSecond()).isEqualTo(500);
        assertThat(resting.secondsPerRun()).isEqualTo(2.0);
    }
}

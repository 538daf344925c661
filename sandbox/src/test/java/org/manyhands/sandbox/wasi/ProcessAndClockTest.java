package org.manyhands.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessAndClockTest {
    private static final int REALTIME = 0;
    private static final int MONOTONIC = 1;
    private static final int PROCESS_TIME = 2;
    private static final int SUBSCRIPTIONS = 4_096;
    private static final int EVENTS = 6_144;

    @Test
    void argumentsBeginWithTheNameThatEveryProgramHas() {
        Guest guest = new Guest(List.of(), List.of("12", "ü"), Map.of(), 0, "");
        assertThat(guest.call("args_sizes_get", 100, 104)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.intAt(100)).isEqualTo(3);
        assertThat(guest.intAt(104)).isEqualTo(4 + 3 + 3);
        assertThat(guest.call("args_get", 200, 300)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.textAt(300, 10)).isEqualTo("app\00012\0ü\0");
        assertThat(guest.intAt(204)).isEqualTo(304);
    }

    @Test
    void environmentIsSortedAndHoldsTheSeed() {
        Guest guest = new Guest(List.of(), List.of(), Map.of("Z", "1", "A", "2", "MANYHANDS_SEED", "forged"), 42, "");
        guest.call("environ_sizes_get", 100, 104);
        guest.call("environ_get", 200, 300);
        assertThat(guest.intAt(100)).isEqualTo(3);
        assertThat(guest.textAt(300, guest.intAt(104))).isEqualTo("A=2\0MANYHANDS_SEED=42\0Z=1\0");
    }

    @Test
    void exitCodeLeavesAsAnException() {
        Guest guest = new Guest(List.of());
        assertThatThrownBy(() -> guest.call("proc_exit", 7))
                .isInstanceOfSatisfying(
                        GuestExitException.class, e -> assertThat(e.exitCode()).isEqualTo(7));
    }

    @Test
    void randomnessIsAFunctionOfTheSeedAndNotOfHowItIsAskedFor() {
        Guest whole = new Guest(List.of(), List.of(), Map.of(), 1, "");
        Guest pieces = new Guest(List.of(), List.of(), Map.of(), 1, "");
        Guest other = new Guest(List.of(), List.of(), Map.of(), 2, "");
        whole.call("random_get", 0, 100);
        pieces.call("random_get", 0, 33);
        pieces.call("random_get", 33, 0);
        pieces.call("random_get", 33, 67);
        other.call("random_get", 0, 100);
        assertThat(pieces.copy(0, 100)).isEqualTo(whole.copy(0, 100));
        assertThat(other.copy(0, 100)).isNotEqualTo(whole.copy(0, 100));
        // SHA-256 of "manyhands-random-1", 1 and 0 as eight little-endian bytes each.
        assertThat(HexFormat.of().formatHex(whole.copy(0, 4))).isEqualTo("47a2c94a");
    }

    @Test
    void timeIsFuelFromAFixedMoment() {
        Guest guest = new Guest(List.of());
        guest.call("clock_time_get", REALTIME, 0, 100);
        assertThat(guest.longAt(100)).isEqualTo(DerivedClock.EPOCH_NANOS + guest.fuel());
        guest.call("clock_time_get", MONOTONIC, 0, 100);
        assertThat(guest.longAt(100)).isEqualTo(guest.fuel());
        assertThat(guest.call("clock_res_get", MONOTONIC, 100)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.longAt(100)).isEqualTo(1);
        assertThat(guest.call("clock_time_get", 9, 0, 100)).isEqualTo(Errno.INVAL);
    }

    @Test
    void sleepMovesTheClockAndCostsNoTime() {
        Guest guest = new Guest(List.of());
        clockSubscription(guest, 0, 11, MONOTONIC, 5_000_000_000L, false);
        clockSubscription(guest, 1, 22, MONOTONIC, 3_000_000_000L, false);
        assertThat(guest.call("poll_oneoff", SUBSCRIPTIONS, EVENTS, 2, Guest.RESULT))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.intAt(Guest.RESULT)).isEqualTo(1);
        assertThat(guest.longAt(EVENTS)).isEqualTo(22);
        guest.call("clock_time_get", MONOTONIC, 0, 100);
        assertThat(guest.longAt(100)).isEqualTo(3_000_000_000L + guest.fuel());
        guest.call("clock_time_get", PROCESS_TIME, 0, 100);
        assertThat(guest.longAt(100)).isEqualTo(guest.fuel());
    }

    @Test
    void sleepUntilAMomentEndsThere() {
        Guest guest = new Guest(List.of());
        long moment = DerivedClock.EPOCH_NANOS + 1_000_000;
        clockSubscription(guest, 0, 1, REALTIME, moment, true);
        guest.call("poll_oneoff", SUBSCRIPTIONS, EVENTS, 1, Guest.RESULT);
        assertThat(guest.intAt(Guest.RESULT)).isEqualTo(1);
        long before = guest.fuel();
        guest.call("clock_time_get", REALTIME, 0, 100);
        assertThat(guest.longAt(100)).isEqualTo(moment + guest.fuel() - before);
    }

    @Test
    void descriptorsAreReadySoNoTimePasses() {
        Guest guest = new Guest(List.of(), List.of(), Map.of(), 0, "abc");
        clockSubscription(guest, 0, 1, MONOTONIC, 1_000_000, false);
        guest.putLong(SUBSCRIPTIONS + 48, 2);
        guest.bytes()[SUBSCRIPTIONS + 48 + 8] = 1;
        guest.putInt(SUBSCRIPTIONS + 48 + 16, 0);
        guest.call("poll_oneoff", SUBSCRIPTIONS, EVENTS, 2, Guest.RESULT);
        assertThat(guest.intAt(Guest.RESULT)).isEqualTo(1);
        assertThat(guest.longAt(EVENTS)).isEqualTo(2);
        assertThat(guest.longAt(EVENTS + 16)).isEqualTo(3);
    }

    @Test
    void pollOfNothingOrOutsideMemoryIsAnError() {
        Guest guest = new Guest(List.of());
        assertThat(guest.call("poll_oneoff", 0, 0, 0, 0)).isEqualTo(Errno.INVAL);
        assertThat(guest.call("poll_oneoff", 0, 0, -1, 0)).isEqualTo(Errno.FAULT);
        assertThat(guest.call("poll_oneoff", Guest.SIZE - 47, 0, 1, 0)).isEqualTo(Errno.FAULT);
    }

    @Test
    void sleepsUntilTheEndOfTimeDoNotTurnTheClockBack() {
        Guest guest = new Guest(List.of());
        long last = 0;
        for (int i = 0; i < 20; i++) {
            clockSubscription(guest, 0, 1, MONOTONIC, Long.MAX_VALUE, false);
            guest.call("poll_oneoff", SUBSCRIPTIONS, EVENTS, 1, Guest.RESULT);
            guest.call("clock_time_get", REALTIME, 0, 100);
            assertThat(guest.longAt(100)).isGreaterThan(last);
            last = guest.longAt(100);
        }
    }

    private static void clockSubscription(
            Guest guest, int index, long userData, int clock, long nanos, boolean absolute) {
        int at = SUBSCRIPTIONS + index * 48;
        guest.putLong(at, userData);
        guest.bytes()[at + 8] = 0;
        guest.putInt(at + 16, clock);
        guest.putLong(at + 24, nanos);
        guest.putInt(at + 40, absolute ? 1 : 0);
    }
}

package org.manyhands.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import run.endive.runtime.WasmRuntimeException;

class FlatMemoryTest {
    private static final int PAGE = 65_536;

    private static void traps(ThrowingCallable access) {
        assertThatThrownBy(access)
                .isInstanceOf(WasmRuntimeException.class)
                .hasMessageContaining("out of bounds memory access");
    }

    @Test
    void growsToItsMaximumAndNotPastIt() {
        FlatMemory memory = new FlatMemory(1, 7);
        assertThat(memory.grow(2)).isEqualTo(1);
        assertThat(memory.grow(4)).isEqualTo(3);
        assertThat(memory.pages()).isEqualTo(7);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.grow(0)).isEqualTo(7);
        assertThat(memory.grow(-1)).isEqualTo(-1);
        assertThat(memory.grow(Integer.MAX_VALUE)).isEqualTo(-1);
    }

    @Test
    void keepsItsBytesWhenItGrowsAndTheNewOnesAreZero() {
        FlatMemory memory = new FlatMemory(1, 40);
        memory.writeLong(PAGE - 8, 0x0102030405060708L);
        for (int i = 0; i < 39; i++) {
            memory.grow(1);
            assertThat(memory.readLong(memory.sizeBytes() - 8)).isZero();
        }
        assertThat(memory.readLong(PAGE - 8)).isEqualTo(0x0102030405060708L);
    }

    @Test
    void arrayIsExactWhileThatIsCheapAndHasSpareRoomAfterwards() {
        FlatMemory memory = new FlatMemory(1, 64, 3L * PAGE);
        memory.grow(1);
        assertThat(memory.bytes()).hasSize(2 * PAGE);
        memory.grow(1);
        assertThat(memory.bytes()).hasSize(3 * PAGE);
        memory.grow(1);
        assertThat(memory.bytes()).hasSize(4 * PAGE);
        memory.grow(1);
        assertThat(memory.bytes()).hasSize(8 * PAGE);
    }

    @Test
    void oldAndNewArrayAreNotMuchMoreThanTheMaximum() {
        FlatMemory memory = new FlatMemory(1, 64);
        int before = memory.bytes().length;
        while (memory.grow(1) >= 0) {
            int now = memory.bytes().length;
            assertThat(now == before ? 0 : now + before).isLessThanOrEqualTo(96 * PAGE);
            before = now;
        }
        assertThat(memory.bytes()).hasSize(64 * PAGE);
    }

    @Test
    void followerHearsOfTheArrayAtOnceAndWheneverItGrows() {
        FlatMemory memory = new FlatMemory(1, 64, 0);
        List<Integer> sizes = new ArrayList<>();
        memory.follow((array, sizeBytes) -> {
            assertThat(array).isSameAs(memory.bytes());
            sizes.add(sizeBytes);
        });
        memory.grow(2);
        memory.grow(1);
        memory.grow(100);
        assertThat(sizes).containsExactly(PAGE, 3 * PAGE, 4 * PAGE);
    }

    @Test
    void arrayNeverHoldsMoreThanTheMaximum() {
        FlatMemory memory = new FlatMemory(1, 9, 0);
        while (memory.grow(1) >= 0) {
            assertThat(memory.bytes().length).isBetween(memory.sizeBytes(), 9 * PAGE);
        }
        assertThat(memory.bytes()).hasSize(9 * PAGE);
    }

    /** The array is larger than the memory then: its spare bytes must not be reachable. */
    @ParameterizedTest
    @ValueSource(ints = {3 * PAGE, 3 * PAGE + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void accessBeyondTheSizeTraps(int address) {
        FlatMemory memory = new FlatMemory(1, 64, 0);
        memory.grow(2);
        assertThat(memory.bytes().length).isGreaterThan(memory.sizeBytes());
        traps(() -> memory.read(address));
        traps(() -> memory.readShort(address));
        traps(() -> memory.readU16(address));
        traps(() -> memory.readInt(address));
        traps(() -> memory.readLong(address));
        traps(() -> memory.readFloat(address));
        traps(() -> memory.readDouble(address));
        traps(() -> memory.writeByte(address, (byte) 1));
        traps(() -> memory.writeShort(address, (short) 1));
        traps(() -> memory.writeI32(address, 1));
        traps(() -> memory.writeLong(address, 1));
        traps(() -> memory.writeF32(address, 1));
        traps(() -> memory.writeF64(address, 1));
    }

    @Test
    void accessAcrossTheEndTraps() {
        FlatMemory memory = new FlatMemory(1, 4);
        traps(() -> memory.readShort(PAGE - 1));
        traps(() -> memory.readInt(PAGE - 3));
        traps(() -> memory.readLong(PAGE - 7));
        traps(() -> memory.writeLong(PAGE - 7, 1));
        assertThat(memory.readLong(PAGE - 8)).isZero();
    }

    @Test
    void rangesAreCheckedAtBothEnds() {
        FlatMemory memory = new FlatMemory(1, 4);
        List<int[]> wrong = List.of(
                new int[] {PAGE, 1}, new int[] {PAGE - 1, 2}, new int[] {-1, 1}, new int[] {0, -1}, new int[] {-1, -1});
        for (int[] range : wrong) {
            traps(() -> memory.copy(range[0], 0, range[1]));
            traps(() -> memory.copy(0, range[0], range[1]));
            traps(() -> memory.fill((byte) 1, range[0], range[0] + range[1]));
            traps(() -> memory.write(range[0], new byte[4], 0, range[1]));
        }
        memory.copy(PAGE, 0, 0);
        memory.fill((byte) 1, PAGE, PAGE);
    }

    @Test
    void bytesAreLittleEndianAndFloatsKeepTheirBits() {
        FlatMemory memory = new FlatMemory(1, 1);
        memory.writeI32(1, 0x01020304);
        assertThat(memory.readBytes(1, 4)).containsExactly(4, 3, 2, 1);
        int signalling = 0x7fa00001;
        memory.writeI32(8, signalling);
        memory.writeF64(16, 1.5);
        assertThat(memory.readF32(8)).isEqualTo(signalling);
        assertThat(memory.readDouble(16)).isEqualTo(1.5);
        assertThat(memory.readF64(16)).isEqualTo(Double.doubleToRawLongBits(1.5));
    }

    @Test
    void copiesMayOverlap() {
        FlatMemory memory = new FlatMemory(1, 1);
        memory.write(0, new byte[] {1, 2, 3, 4}, 0, 4);
        memory.copy(1, 0, 4);
        assertThat(memory.readBytes(0, 5)).containsExactly(1, 1, 2, 3, 4);
    }
}

package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.Limits;

class HeapNeedTest {
    private static final int MIB = 1 << 20;

    @ParameterizedTest(name = "{0} MiB of memory, {1} MiB of output: {2} MiB")
    @CsvSource({"64, 1, 64", "256, 64, 256", "256, 67, 258", "64, 352, 256", "1024, 1024, 1664"})
    void largeOutputTakesRoomFromMemory(long memory, long output, long asMemory) {
        assertThat(HeapNeed.asMemory(memory * MIB, output * MIB)).isEqualTo(asMemory * MIB);
    }

    /** What the server's rule says must be what the slot finds, to the byte. */
    @ParameterizedTest
    @CsvSource({"67108864", "67108865", "268435455", "1000000007"})
    void aSlotOfThatSizeHasRoomAndASmallerOneHasNot(long memory) {
        LongStream.of(64L * MIB + 1, 64L * MIB + 2, 64L * MIB + 3, 100_000_007, 1L << 30)
                .forEach(output -> {
                    long need = HeapNeed.of(memory, output(output));
                    long slot = HeapNeed.asMemory(memory, output);
                    assertThat(HeapNeed.of(slot, output(Limits.DEFAULT_OUTPUT_BYTES)))
                            .isGreaterThanOrEqualTo(need);
                    assertThat(HeapNeed.of(slot - 2, output(Limits.DEFAULT_OUTPUT_BYTES)))
                            .isLessThan(need);
                });
    }

    private static Limits output(long bytes) {
        return new Limits(1, 1 << 16, bytes, 1);
    }
}

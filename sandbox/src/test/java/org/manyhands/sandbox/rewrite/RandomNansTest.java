package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** In random programs no NaN of arithmetic is ever seen with other bits than the canonical ones, in any engine. */
class RandomNansTest {
    private static final int PROGRAMS = 40;
    private static final long CANONICAL = 0x7ff8_0000_0000_0000L;
    private static final int CANONICAL_F32 = 0x7fc0_0000;

    @Test
    void nansInMemoryAreCanonicalAndAllElseIsWhatTheSourceComputes() {
        int nans = 0;
        int others = 0;
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            byte[] source = Wat2Wasm.parse(NanProgram.text(seed));
            byte[] product = Instrumenter.instrument(source);
            long[] expected = memory(MeteredRun.of(source, false));
            MeteredRun interpreted = MeteredRun.of(product, false);
            MeteredRun compiled = MeteredRun.of(product, true);
            long[] seen = memory(interpreted);
            assertThat(seen).as("program %d, interpreted", seed).isEqualTo(canonical(expected));
            assertThat(memory(compiled)).as("program %d, compiled", seed).isEqualTo(seen);
            assertThat(compiled.fuel()).isEqualTo(interpreted.fuel());
            int here = (int) Arrays.stream(seen)
                    .filter(bits -> bits == CANONICAL || bits == CANONICAL_F32)
                    .count();
            nans += here;
            others += seen.length - here;
        }
        assertThat(nans).as("NaNs that were seen").isGreaterThan(PROGRAMS);
        assertThat(others).as("numbers that were seen").isGreaterThan(PROGRAMS);
    }

    /** What the program leaves in memory: first the numbers of 8 bytes, then those of 4. */
    private static long[] memory(MeteredRun run) {
        run.call("run");
        return LongStream.concat(
                        LongStream.range(0, NanProgram.SLOTS).map(slot -> run.call("peek", 8 * slot)[0]),
                        LongStream.range(0, NanProgram.SLOTS)
                                .map(slot -> run.call("peek32", NanProgram.SINGLES + 4 * slot)[0] & 0xffff_ffffL))
                .toArray();
    }

    private static long[] canonical(long[] memory) {
        long[] canonical = memory.clone();
        for (int i = 0; i < canonical.length; i++) {
            if (i < NanProgram.SLOTS) {
                canonical[i] = Double.isNaN(Double.longBitsToDouble(canonical[i])) ? CANONICAL : canonical[i];
            } else {
                canonical[i] = Float.isNaN(Float.intBitsToFloat((int) canonical[i])) ? CANONICAL_F32 : canonical[i];
            }
        }
        return canonical;
    }
}

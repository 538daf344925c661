package org.manyhands.sandbox.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.CapturedStream;

class StreamCaptureTest {
    /** The rule of {@link CapturedStream}, said in the plainest way. */
    private static byte[] expected(byte[] all) {
        if (all.length <= CapturedStream.KEPT_BYTES) {
            return all;
        }
        byte[] kept = Arrays.copyOf(all, CapturedStream.KEPT_BYTES);
        System.arraycopy(
                all,
                all.length - CapturedStream.TAIL_BYTES,
                kept,
                CapturedStream.HEAD_BYTES,
                CapturedStream.TAIL_BYTES);
        return kept;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 49_151, 49_152, 49_153, 65_535, 65_536, 65_537, 81_920, 200_000})
    void keepsHeadAndTailHoweverTheBytesArrive(int total) {
        byte[] all = new byte[total];
        new Random(total).nextBytes(all);
        Random random = new Random(1);
        StreamCapture pieces = new StreamCapture(StreamCapture.Listener.NONE);
        for (int done = 0; done < total; ) {
            int count = Math.min(total - done, random.nextInt(30_000));
            pieces.write(all, done, count);
            done += count;
        }
        StreamCapture whole = new StreamCapture(StreamCapture.Listener.NONE);
        whole.write(all, 0, total);
        assertThat(pieces.captured().kept()).isEqualTo(expected(all));
        assertThat(whole.captured().kept()).isEqualTo(expected(all));
        assertThat(pieces.captured().totalBytes()).isEqualTo(total);
    }
}

package org.manyhands.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private final BodyBudget memory = new BodyBudget(1 << 20, 1);
    private long nanos;

    @Test
    void aBodyOfAByteNowAndThenGivesItsPlaceToOthers() throws Exception {
        BodyBudget.Share share = memory.new Share();
        Arrival body = arrival(share, 1, Duration.ofSeconds(15));
        assertThat(body.read()).isPositive();
        assertThat(body.read()).as("nothing is said for some time").isPositive();

        assertThatThrownBy(body::read)
                .isInstanceOf(ComeBackException.class)
                .hasMessageContaining("2 bytes came in 30 seconds")
                .hasMessageContaining("1024 bytes a second");
    }

    @Test
    void aSlowConnectionIsWaitedForAsLongAsItBrings() throws Exception {
        Arrival body = arrival(memory.new Share(), 2_048, Duration.ofSeconds(1));

        for (int second = 0; second < 300; second++) {
            assertThat(body.read(new byte[8_192], 0, 8_192)).isEqualTo(2_048);
        }
    }

    @Test
    void theServersOwnTimeMakesNoCallerSlow() throws Exception {
        Arrival body = arrival(memory.new Share(), 512, Duration.ofMillis(10));

        for (int read = 0; read < 100; read++) {
            assertThat(body.read(new byte[8_192], 0, 8_192)).isEqualTo(512);
            nanos += Duration.ofMinutes(1).toNanos();
        }
    }

    /** So many bytes come each time that they are waited for, after that pause. */
    private Arrival arrival(BodyBudget.Share share, int bytes, Duration pause) {
        InputStream network = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("bytes are read in blocks");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                nanos += pause.toNanos();
                int n = Math.min(bytes, length);
                Arrays.fill(buffer, offset, offset + n, (byte) 1);
                return n;
            }

            @Override
            public int available() {
                return 0;
            }
        };
        return new Arrival(network, share, Long.MAX_VALUE, () -> nanos);
    }
}

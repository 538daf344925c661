package org.manyhands.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private final BodyBudget memory = new BodyBudget(1 << 20, 1);
    private int bytes;
    private Duration pause = Duration.ZERO;
    private long nanos;

    @Test
    void aBodyOfAByteNowAndThenGivesItsPlaceToOthers() throws Exception {
        BodyBudget.Share share = memory.new Share();
        network(1, Duration.ofSeconds(15));
        Arrival body = arrival(share);
        assertThat(body.read()).isPositive();
        assertThat(body.read()).as("nothing is said for some time").isPositive();

        assertThatThrownBy(body::read)
                .isInstanceOf(ComeBackException.class)
                .hasMessageContaining("the last 2 bytes of the body came in 30 seconds")
                .hasMessageContaining("1024 bytes a second");
    }

    @Test
    void muchAtOnceBuysNoTimeForATrickle() throws Exception {
        Arrival body = arrival(memory.new Share());
        network(2 << 20, Duration.ZERO);
        assertThat(body.read(new byte[2 << 20], 0, 2 << 20)).isEqualTo(2 << 20);
        network(1, Duration.ofSeconds(15));
        assertThat(body.read()).isPositive();
        assertThat(body.read()).isPositive();
        assertThat(body.read()).as("what came before paid for these seconds").isPositive();
        assertThat(body.read()).isPositive();

        assertThatThrownBy(body::read)
                .isInstanceOf(ComeBackException.class)
                .hasMessageContaining("the last 2 bytes of the body came in 30 seconds");
    }

    @Test
    void aSlowConnectionIsWaitedForAsLongAsItBrings() throws Exception {
        network(2_048, Duration.ofSeconds(1));
        Arrival body = arrival(memory.new Share());

        for (int second = 0; second < 300; second++) {
            assertThat(body.read(new byte[8_192], 0, 8_192)).isEqualTo(2_048);
        }
    }

    @Test
    void theServersOwnTimeMakesNoCallerSlow() throws Exception {
        network(512, Duration.ofMillis(10));
        Arrival body = arrival(memory.new Share());

        for (int read = 0; read < 100; read++) {
            assertThat(body.read(new byte[8_192], 0, 8_192)).isEqualTo(512);
            nanos += Duration.ofMinutes(1).toNanos();
        }
    }

    /** From now on so many bytes come each time that they are waited for, after that pause. */
    private void network(int bytes, Duration pause) {
        this.bytes = bytes;
        this.pause = pause;
    }

    private Arrival arrival(BodyBudget.Share share) {
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

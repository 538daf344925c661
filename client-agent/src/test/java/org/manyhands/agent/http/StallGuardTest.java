package org.manyhands.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StallGuardTest {
    /** Gives a byte, then nothing until it is closed, as a dead connection does. */
    private static final class Dead extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private boolean given;

        @Override
        public int read() throws IOException {
            if (!given) {
                given = true;
                return 'x';
            }
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int next = read();
            if (next >= 0) {
                buffer[offset] = (byte) next;
            }
            return next < 0 ? -1 : 1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void anAnswerThatStopsIsCutOffAndNotTakenForItsEnd() throws IOException {
        try (InputStream in = new StallGuard(Duration.ofMillis(50)).watch(new Dead())) {
            assertThat(in.read()).isEqualTo('x');
            assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("cut off");
        }
    }

    @Test
    void allAnswersCanBeCutOffAtOnce() throws IOException {
        StallGuard guard = new StallGuard(Duration.ofHours(1));
        try (InputStream in = guard.watch(new Dead())) {
            assertThat(in.read()).isEqualTo('x');
            guard.cutAll();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerThatComesIsLeftAlone() throws IOException {
        try (InputStream in = new StallGuard(Duration.ofMinutes(1)).watch(new ByteArrayInputStream(new byte[3]))) {
            assertThat(in.readAllBytes()).hasSize(3);
        }
    }
}

package org.manyhands.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.manyhands.agent.http.Backoff;

class AdoptionsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Adoptions adoptions = new Adoptions(new Backoff(SECOND, Duration.ofMinutes(5), new Random() {
        private static final long serialVersionUID = 1L;

        /** Never takes anything off. */
        @Override
        public double nextDouble() {
            return 0;
        }
    }));

    @Test
    void theFirstOfACopyThatWasRestoredIsFree() {
        assertThat(adoptions.next()).isZero();
        assertThat(adoptions.next()).isEqualTo(SECOND);
    }

    @Test
    void whoWasInStepWaitsAtOnce() {
        adoptions.answered();

        assertThat(adoptions.next()).isEqualTo(SECOND);
    }

    /** Two agents with one identity: each is answered between the other's calls. */
    @Test
    void waitsGrowAlsoWhenCallsBetweenAreAnswered() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            adoptions.answered();
            assertThat(adoptions.next()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void manyAnswersInARowEndIt() {
        adoptions.answered();
        adoptions.next();
        answers(Adoptions.CALM - 1);
        assertThat(adoptions.next()).isEqualTo(Duration.ofSeconds(2));
        answers(Adoptions.CALM);
        assertThat(adoptions.next()).isEqualTo(SECOND);
    }

    private void answers(int count) {
        for (int i = 0; i < count; i++) {
            adoptions.answered();
        }
    }
}

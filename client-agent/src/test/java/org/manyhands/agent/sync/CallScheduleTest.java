package org.manyhands.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.manyhands.agent.http.Backoff;
import org.manyhands.agent.testing.ManualClock;

class CallScheduleTest {
    private static final Pace PACE = Pace.STANDARD;

    private final ManualClock clock = new ManualClock();
    private final CallSchedule schedule =
            new CallSchedule(PACE, new Backoff(PACE.firstRetry(), PACE.longestRetry(), new Random(1)));

    @Test
    void theFirstCallIsDueAtOnce() {
        assertThat(delay(false)).isZero();
    }

    @Test
    void withoutNewsTheNextCallIsWhenTheProjectSaid() {
        schedule.succeeded(clock.instant(), 60);
        assertThat(delay(false)).isEqualTo(Duration.ofSeconds(60));
        clock.move(Duration.ofSeconds(59));
        assertThat(delay(false)).isEqualTo(Duration.ofSeconds(1));
        clock.move(Duration.ofSeconds(1));
        assertThat(delay(false)).isZero();
    }

    @Test
    void withNewsTheNextCallIsAGapAfterTheLast() {
        schedule.succeeded(clock.instant(), 60);
        assertThat(delay(true)).isEqualTo(PACE.gap());
        clock.move(Duration.ofSeconds(10));
        assertThat(delay(true)).isZero();
    }

    @Test
    void aProjectThatAsksForNoWaitIsNotCalledWithoutAGap() {
        schedule.succeeded(clock.instant(), 0);
        assertThat(delay(false)).isEqualTo(PACE.gap());
    }

    @Test
    void aProjectCannotSilenceAHostForLong() {
        schedule.succeeded(clock.instant(), Integer.MAX_VALUE);
        assertThat(delay(false)).isEqualTo(PACE.longest());
    }

    @Test
    void afterTroubleEvenNewsWaits() {
        Duration wait = schedule.failed(clock.instant(), Duration.ZERO);
        assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(delay(true)).isEqualTo(wait);
        assertThat(schedule.inTrouble()).isTrue();
        Duration longer = schedule.failed(clock.instant(), Duration.ZERO);
        assertThat(longer).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void retryAfterIsRespectedWhenItIsLonger() {
        assertThat(schedule.failed(clock.instant(), Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(20));
        assertThat(delay(true)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void successEndsTheTrouble() {
        schedule.failed(clock.instant(), Duration.ZERO);
        schedule.succeeded(clock.instant(), 60);
        assertThat(schedule.inTrouble()).isFalse();
        assertThat(schedule.failed(clock.instant(), Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceTheHost() {
        schedule.succeeded(clock.instant(), 60);
        clock.move(Duration.ofDays(-1));
        assertThat(delay(false)).isZero();
    }

    private Duration delay(boolean news) {
        return schedule.delay(clock.instant(), news);
    }
}

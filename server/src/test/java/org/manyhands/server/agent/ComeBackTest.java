package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComeBackTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 5 * SECOND;
    private final ComeBack comeBack = new ComeBack(() -> now);

    @Test
    void aCrowdComesBackAtTheRateAtWhichCallsAreCarriedOut() {
        comeBack.carriedOut(999, 9_990_000_000L);

        List<Integer> told = new ArrayList<>();
        for (int call = 0; call < 300; call++) {
            told.add(comeBack.seconds(100));
        }

        assertThat(told.get(0)).as("100 wait, 10 milliseconds each").isEqualTo(2);
        assertThat(told).isSorted();
        assertThat(told.stream().filter(seconds -> seconds == 3).count()).isBetween(95L, 105L);
        assertThat(told.get(299)).as("behind those who were told a time before").isEqualTo(4);
    }

    @Test
    void placesThatPassedAreFreeAgain() {
        comeBack.carriedOut(999, 9_990_000_000L);
        for (int call = 0; call < 300; call++) {
            comeBack.seconds(0);
        }

        now += 3 * SECOND;

        assertThat(comeBack.seconds(0)).isEqualTo(1);
    }

    @Test
    void nobodyIsSentAwayForLongerThanAQuarterOfAnHour() {
        comeBack.carriedOut(1, 1_000 * SECOND);

        assertThat(comeBack.seconds(1_000)).isEqualTo(900);
    }

    @Test
    void theRateIsThatOfLately() {
        for (int times = 0; times < 20; times++) {
            comeBack.carriedOut(1_000, 1_000 * SECOND);
        }
        for (int times = 0; times < 20; times++) {
            comeBack.carriedOut(1_000, SECOND);
        }

        assertThat(comeBack.seconds(1_000)).isEqualTo(2);
    }
}

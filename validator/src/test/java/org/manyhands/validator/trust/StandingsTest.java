package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustEvent;

class StandingsTest {
    /** Every event, on a host with 7 results and 5 checks that failed so often before. */
    @ParameterizedTest
    @CsvSource({
        "TAKEN_ON_TRUST, 0, 8, 5, 0, false",
        "CHECK_PASSED,   0, 8, 6, 0, false",
        "GOLDEN_PASSED,  0, 8, 6, 0, false",
        "CHECK_FAILED,   0, 7, 0, 1, false",
        "GOLDEN_FAILED,  0, 7, 0, 1, false",
        "LIE_SHARED,     0, 7, 0, 1, true",
        "TAKEN_ON_TRUST, 1, 8, 5, 1, false",
        "CHECK_PASSED,   1, 8, 6, 1, false",
        "GOLDEN_PASSED,  1, 8, 6, 1, false",
        "CHECK_FAILED,   1, 7, 0, 2, true",
        "GOLDEN_FAILED,  1, 7, 0, 2, true",
        "LIE_SHARED,     1, 7, 0, 2, true"
    })
    void whatEachEventDoes(
            TrustEvent event, int failures, long results, long checks, int failuresAfter, boolean excluded) {
        assertThat(Standings.after(new Standing(7, 5, failures, false), event))
                .isEqualTo(new Standing(results, checks, failuresAfter, excluded));
    }

    @ParameterizedTest
    @EnumSource(TrustEvent.class)
    void whoIsExcludedStaysSo(TrustEvent event) {
        assertThat(Standings.after(new Standing(7, 5, 1, true), event).excluded())
                .isTrue();
    }

    @Test
    void everyEventSaysWhatHappened() {
        assertThat(TrustEvent.values())
                .allSatisfy(event -> assertThat(event.sentence()).isNotBlank().doesNotEndWith("."));
        assertThat(Ruling.Why.values())
                .allSatisfy(why -> assertThat(why.sentence()).isNotBlank().doesNotEndWith("."));
    }
}

package org.manyhands.researcher.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.manyhands.protocol.research.Quote;

class QuoteTextTest {
    private static final Quote QUOTE = new Quote(1_500, 3, 20, 30, 1, 300, 2, 4, 5, 2, 0);

    @Test
    void aBroadcastIsRunByAllItsHosts() {
        assertThat(QuoteText.work(false, new Quote(1_500, 3, 20, 30, 1, 300, 2, 4, 5, 3, 0)))
                .isEqualTo("  work units  1,500, each run by 3 hosts and decided when all have returned");
    }

    @Test
    void atAnErrorRateItSaysWhatHostsThatAreNotKnownCost() {
        Quote quote = new Quote(1_500, 3, 20, 30, 1, 300, 1, 4, 5, 1, 6);

        assertThat(QuoteText.work(false, quote))
                .isEqualTo("  work units  1,500, each run by as many hosts as it takes to be sure");
        assertThat(QuoteText.expected(quote))
                .contains(
                        "and each is run once",
                        "always checked",
                        "6 of different accounts must agree",
                        "up to 6 times");
        assertThat(QuoteText.expected(QUOTE))
                .isEqualTo("  expected    0.000004 credits, if all are like the sampled ones");
    }

    @Test
    void whatIsCutInSizesIsCountedInPieces() {
        assertThat(QuoteText.work(true, QUOTE))
                .isEqualTo("  pieces      1,500, one or more in a work unit, each run until 2 copies agree");
        assertThat(QuoteText.work(false, QUOTE)).isEqualTo("  work units  1,500, each run until 2 copies agree");
        assertThat(QuoteText.sample(true, QUOTE))
                .isEqualTo("  sampled     3 of them: mean 20 fuel, most 30; a piece is stopped at 300");
        assertThat(QuoteText.sample(false, QUOTE)).endsWith("; a work unit is stopped at 300");
    }
}

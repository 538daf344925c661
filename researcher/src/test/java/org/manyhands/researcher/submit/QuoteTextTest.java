package org.manyhands.researcher.submit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.manyhands.protocol.research.Quote;

class QuoteTextTest {
    private static final Quote QUOTE = new Quote(1_500, 3, 20, 30, 1, 300, 2, 4, 5);

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

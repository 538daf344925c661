package org.manyhands.researcher.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 credits",
                "1 | 0.000001 credits",
                "1000000 | 1 credit",
                "1234500000 | 1,234.5 credits",
                "-500000 | -0.5 credits",
                "9223372036854775807 | 9,223,372,036,854.775807 credits"
            })
    void amountsAreExact(long microcredits, String words) {
        assertThat(Credits.words(microcredits)).isEqualTo(words);
    }

    @Test
    void whatPeopleWriteIsReadExactly() {
        assertThat(Credits.parse("500")).isEqualTo(500_000_000);
        assertThat(Credits.parse("0.000001")).isEqualTo(1);
        assertThat(Credits.parse("10_000")).isEqualTo(10_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "-1", "0.0000001", "99999999999999"})
    void whatIsNoAmountIsRefused(String text) {
        assertThatThrownBy(() -> Credits.parse(text)).isInstanceOf(NumberFormatException.class);
    }
}

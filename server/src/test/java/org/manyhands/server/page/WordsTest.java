package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000001",
        "4_217, 0.0042",
        "999_999, 1",
        "3_141_592, 3.14",
        "1_500_000, 1.5",
        "1_234_567_890, '1,235'",
        "-2_000_000, -2"
    })
    void credits_have_the_decimals_that_matter(String microcredits, String words) {
        assertThat(Words.credits(Long.parseLong(microcredits.replace("_", "")))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999, 999", "12_400, 12.4 thousand", "812_000_000_000, 812 billion"})
    void large_numbers_are_said_by_their_power_of_a_thousand(String value, String words) {
        assertThat(Words.large(Long.parseLong(value.replace("_", "")))).isEqualTo(words);
    }

    @Test
    void the_largest_number_has_words_too() {
        assertThat(Words.large(Long.MAX_VALUE)).isEqualTo("9223.4 quadrillion");
        assertThat(Words.bytes(Long.MAX_VALUE)).isEqualTo("8192 PiB");
    }

    @ParameterizedTest
    @CsvSource({"1, 1 bytes", "1536, 1.5 KiB", "16700000000, 15.6 GiB"})
    void bytes_are_said_in_powers_of_1024(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 5 seconds",
        "44_000, 45 seconds",
        "89_000, 90 seconds",
        "90_000, 2 minutes",
        "5_399_000, 90 minutes",
        "5_400_000, 2 hours",
        "129_600_000, 2 days"
    })
    void spans_are_rounded_to_what_a_reader_needs(String millis, String words) {
        assertThat(Words.span(Long.parseLong(millis.replace("_", "")))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"-5000, just now", "14999, just now", "59999, under a minute ago", "60000, 2 minutes ago"})
    void the_past_is_told_from_now(long past, String words) {
        assertThat(Words.ago(1_000_000 - past, 1_000_000)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"-1, any moment now", "5000, any moment now", "240000, in about 4 minutes"})
    void the_future_is_told_from_now(long left, String words) {
        assertThat(Words.ahead(1_000_000 + left, 1_000_000)).isEqualTo(words);
    }
}

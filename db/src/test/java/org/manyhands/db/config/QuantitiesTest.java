package org.manyhands.db.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "90s, PT90S", "15m, PT15M", "24h, PT24H", "7 d, PT168H", "0s, PT0S"})
    void durations_have_a_unit(String text, Duration duration) {
        assertThat(Quantities.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24", "h", "-1h", "1.5h", "24 hours", "99999999999h", ""})
    void what_is_no_duration_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Quantities.duration(text))
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("24h");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7B, 7", "1KiB, 1024", "512MiB, 536870912", "2 GiB, 2147483648", "1TiB, 1099511627776"})
    void sizes_are_powers_of_two(String text, long bytes) {
        assertThat(Quantities.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5MB", "-1B", "1.5GiB", "lots", "99999999999TiB"})
    void what_is_no_size_is_refused(String text) {
        assertThatThrownBy(() -> Quantities.bytes(text)).hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "5%, 500", "2.5 %, 250", "0.01%, 1", "100%, 10000"})
    void shares_are_percentages(String text, int points) {
        assertThat(Quantities.basisPoints(text)).isEqualTo(points);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "101%", "-1%", "0.001%", "five"})
    void what_is_no_share_is_refused(String text) {
        assertThatThrownBy(() -> Quantities.basisPoints(text)).hasMessageContaining("0% to 100%");
    }

    @Test
    void sizes_are_shown_in_the_largest_unit_that_divides_them() {
        assertThat(Quantities.sizeText(2L << 30)).isEqualTo("2GiB");
        assertThat(Quantities.sizeText(1536)).isEqualTo("1536B");
        assertThat(Quantities.sizeText(3 << 10)).isEqualTo("3KiB");
        assertThat(Quantities.sizeText(0)).isEqualTo("0B");
    }
}

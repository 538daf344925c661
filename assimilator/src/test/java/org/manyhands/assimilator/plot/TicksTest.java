package org.manyhands.assimilator.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0     | 10    | 5 | 0 2 4 6 8 10",
                "0.905 | 0.965 | 6 | 0.91 0.92 0.93 0.94 0.95 0.96",
                "-1.2  | 1.2   | 5 | -1.0 -0.5 0.0 0.5 1.0",
                "0     | 7e9   | 4 | 0 2E+9 4E+9 6E+9",
                "3     | 4     | 3 | 3.0 3.5 4.0",
                "0     | 2e-9  | 2 | 0 1E-9 2E-9"
            })
    void marksStandAtRoundNumbers(double low, double high, int about, String labels) {
        assertThat(Ticks.between(low, high, about).stream()
                        .map(Ticks.Tick::label)
                        .map(label -> label.matches("0E.*|0\\.0{7,}") ? "0" : label))
                .containsExactly(labels.strip().split(" "));
    }
}

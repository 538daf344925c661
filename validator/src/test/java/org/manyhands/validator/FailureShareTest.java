package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureShareTest {
    @ParameterizedTest
    @CsvSource({
        "1, 3",
        "45, 3",
        "79, 3",
        "80, 4",
        "100, 5",
        "119, 5",
        "1000, 50",
        "9223372036854775807, 461168601842738790"
    })
    void threeMayFailOrFivePercentIfThatIsMore(long units, long allowed) {
        assertThat(FailureShare.allowed(units)).isEqualTo(allowed);
    }
}

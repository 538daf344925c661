package org.manyhands.db.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1000, 0",
        "1, 1000, 1",
        "1000, 1000, 1",
        "1001, 1000, 2",
        "1000000000, 1000, 1000000",
        "5, 0, 0",
        "9223372036854775807, 1000000, 9223372036854775807"
    })
    void fuel_costs_its_price_rounded_up(long fuel, long rate, long price) {
        assertThat(Price.of(fuel, rate)).isEqualTo(price);
    }

    @Test
    void what_a_long_cannot_hold_is_an_error_never_a_wrong_price() {
        assertThatThrownBy(() -> Price.of(Long.MAX_VALUE, 1_000_001)).isInstanceOf(ArithmeticException.class);
    }
}

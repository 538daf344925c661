package org.manyhands.db.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.0/24, ::ffff:192.0.2.9, true",
        "2001:db8:1::/48, 2001:db8:1:ffff::1, true",
        "2001:db8:1::/48, 2001:db8:2::1, false",
        "fe80::/10, fe80::1%eth0, true",
        "::1, ::1, true",
    })
    void a_range_holds_the_addresses_that_begin_like_it(String range, String address, boolean holds) {
        assertThat(AddressRange.of(range).contains(AddressRange.address(address).orElseThrow()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "192.0.2", "192.0.2.256", "1.2.3.4.5", "1.2.3.4.", ":", "::g", "1:2:3"})
    void what_is_no_address_is_none_and_no_name_is_looked_up(String text) {
        assertThat(AddressRange.address(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/", "192.0.2.0/24/8", "192.0.2.0/-1", "2001:db8::/129", "lab/8"})
    void what_is_no_range_is_refused_in_words(String text) {
        assertThatThrownBy(() -> AddressRange.of(text)).hasMessageContaining("'" + text + "'", "192.0.2.0/24");
    }
}

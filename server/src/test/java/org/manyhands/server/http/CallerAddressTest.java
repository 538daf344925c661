package org.manyhands.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.db.config.AddressRange;

class CallerAddressTest {
    private final CallerAddress addresses =
            new CallerAddress(List.of(AddressRange.of("10.0.0.0/8"), AddressRange.of("::1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Nobody but a proxy that is trusted is asked.
                "192.0.2.7    | 198.51.100.1                         | 192.0.2.7",
                "10.0.0.5     | 198.51.100.1                         | 198.51.100.1",
                "10.0.0.5     | ''                                   | 10.0.0.5",
                // What a host says of itself stands before what the proxy adds.
                "10.0.0.5     | 203.0.113.9, 198.51.100.1            | 198.51.100.1",
                "10.0.0.5     | 198.51.100.1, 10.0.0.6               | 198.51.100.1",
                "10.0.0.5     | 10.0.0.7, 10.0.0.6                   | 10.0.0.7",
                "10.0.0.5     | nonsense, 198.51.100.1               | 198.51.100.1",
                "10.0.0.5     | 198.51.100.1, nonsense               | 10.0.0.5",
                "10.0.0.5     | 198.51.100.1, nonsense, 10.0.0.6     | 10.0.0.6",
                "10.0.0.5     | unknown                              | 10.0.0.5",
                "10.0.0.5     | 198.51.100.1:4711                    | 198.51.100.1",
                "10.0.0.5     | [2001:db8::7]:4711                   | 2001:db8:0:0:0:0:0:7",
                "::1          | fe80::7%eth0                         | fe80:0:0:0:0:0:0:7",
                "::ffff:10.0.0.5 | ::ffff:198.51.100.1               | 198.51.100.1",
            })
    void a_call_comes_from_where_the_last_trusted_proxy_says(String peer, String header, String caller) {
        assertThat(addresses.of(peer, List.of(header)).map(InetAddress::getHostAddress))
                .contains(caller);
    }

    @Test
    void several_headers_are_one_after_the_other() {
        assertThat(addresses.of("10.0.0.5", List.of("198.51.100.1", "10.0.0.6")).map(InetAddress::getHostAddress))
                .contains("198.51.100.1");
        assertThat(addresses.of("10.0.0.5", List.of()).map(InetAddress::getHostAddress))
                .contains("10.0.0.5");
    }
}

package org.manyhands.db.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.protocol.config.ConfigException;

class ProjectConfigTest {
    @TempDir
    Path home;

    @Test
    void without_a_file_all_defaults_hold() throws Exception {
        ProjectConfig config = ProjectConfig.read(home.resolve("missing.yaml"));
        assertThat(config).isEqualTo(ProjectConfig.DEFAULTS);
        assertThat(config.policy())
                .isEqualTo(new ProjectConfig.Policy(
                        Duration.ofHours(24),
                        500,
                        10_000,
                        false,
                        2L << 30,
                        1L << 30,
                        1_000,
                        2,
                        Duration.ofHours(1),
                        Duration.ofDays(30),
                        new TrustPolicy(1_000, 1e-7, 4_000, 0),
                        new SeparationPolicy(false, 24, 48, Duration.ZERO, List.of())));
        assertThat(config.server()).isEqualTo(new ProjectConfig.Server("127.0.0.1", 8080, false, List.of()));
    }

    @Test
    void every_key_is_read() throws Exception {
        ProjectConfig config = read("""
                project: Grid
                database: {url: 'jdbc:mysql://db/manyhands', user: grid}
                files: /srv/files
                server: {address: 0.0.0.0, port: 9000, insecure-http: true, trusted-proxies: [10.0.0.5]}
                policy: {credit-hold: 1m, fee: 2.5%, sign-up-grant: 0, join-key-required: true, quota: 1GiB, largest-file: 1MiB, price: 7, quorum: 3, deadline: 10m, archive-after: 7d,
                  trust: {colluders: 20%, fault-rate: 0.00001, results-per-host: 40000, golden: 0.5%},
                  separation: {networks: true, ipv4-prefix: 16, ipv6-prefix: 32, cohort: 10m, waived: ['2001:db8::/32']}}
                """);
        assertThat(config)
                .isEqualTo(new ProjectConfig(
                        "Grid",
                        new ProjectConfig.DatabaseAddress("jdbc:mysql://db/manyhands", "grid"),
                        "/srv/files",
                        new ProjectConfig.Server("0.0.0.0", 9000, true, List.of(AddressRange.of("10.0.0.5/32"))),
                        new ProjectConfig.Policy(
                                Duration.ofMinutes(1),
                                250,
                                0,
                                true,
                                1 << 30,
                                1 << 20,
                                7,
                                3,
                                Duration.ofMinutes(10),
                                Duration.ofDays(7),
                                new TrustPolicy(2_000, 1e-5, 40_000, 50),
                                new SeparationPolicy(
                                        true,
                                        16,
                                        32,
                                        Duration.ofMinutes(10),
                                        List.of(AddressRange.of("2001:db8::/32"))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "polcy: {fee: 5%}                 | line 1 | did you mean 'policy'",
                "policy: {credit_hold: 5h}        | line 1 | did you mean 'credit-hold'",
                "policy: {creditHold: 5h}         | line 1 | did you mean 'credit-hold'",
                "policy: {credit-hold: 5}         | policy.credit-hold | such as 90s",
                "policy: {quota: 5MB}             | policy.quota | 512MiB",
                "policy: {fee: 500}               | policy.fee | 0% to 100%",
                "policy: {quorum: 11}             | policy | expected 1 to 10",
                "policy: {trust: {colluders: 0%}}    | policy.trust | above 0% and at most 40%",
                "policy: {trust: {colluders: 40.01%}} | policy.trust | 'colluders' is 40.01%",
                "policy: {trust: {colluders: 0.1}}   | policy.trust.colluders | such as 5%",
                "policy: {trust: {fault-rate: 0.02}} | policy.trust | 'fault-rate' is 0.02; expected 0 to 0.01",
                "policy: {trust: {fault-rate: -1}}   | policy.trust | 0 to 0.01",
                "policy: {trust: {golden: 10.01%}} | policy.trust | 'golden' is 10.01%",
                "policy: {trust: {results-per-host: 9}} | policy.trust | expected 10 to 1000000000",
                "policy: {trust: {results_per_host: 9}} | line 1 | did you mean 'results-per-host'",
                "policy: {separation: {ipv4-prefix: 7}}   | policy.separation | 8 to 32",
                "policy: {separation: {ipv6-prefix: 129}} | policy.separation | 16 to 128",
                "policy: {separation: {cohort: 8d}}       | policy.separation | 7d at most",
                "policy: {separation: {waived: [lab]}}    | policy.separation | 'lab' is neither an address",
                "server: {trusted-proxies: [10.0.0.0/33]} | server | '10.0.0.0/33'",
                "server: {port: 70000}            | server | 0 to 65535",
                "server: {port: eighty}           | server.port | line 1",
                "database: {user: x}              | database | it is missing",
                "database: {url: 'mysql://x'}     | database | 'mysql://x'",
                "database: {url: 'jdbc:foo:bar'}  | jdbc:mysql: | 'jdbc:foo:bar'",
                "project: ''                      | 1 to 80 | line 1",
            })
    void a_mistake_names_its_place_and_what_was_expected(String text, String one, String other) {
        assertThatThrownBy(() -> read(text + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("manyhands.yaml")
                .hasMessageContaining(one)
                .hasMessageContaining(other);
    }

    @Test
    void what_is_assumed_of_hosts_is_told_in_words() {
        assertThat(new TrustPolicy(1_250, 1e-7, 4_000, 0).words())
                .isEqualTo("12.5% of the hosts may act together, 0.0000001 of an honest host's results are wrong by"
                        + " accident, a host returns 4000 results for an application before it leaves");
        assertThat(new TrustPolicy(4_000, 0, 10, 0).colludingShare()).isEqualTo(0.4);
    }

    private ProjectConfig read(String text) throws Exception {
        return ProjectConfig.read(Files.writeString(home.resolve("manyhands.yaml"), text));
    }
}

package org.manyhands.db.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.config.YamlFile;

/**
 * What {@code manyhands.yaml} says: one file for all processes of a project.  *
 *
 * @param project {@code project}: the project's name, shown to everyone; at most 80 characters
 * @param database {@code database}: null means H2, embedded in the server, its files in the project's directory
 * @param files {@code files}: folder of the file store, which every process must see; null means {@code files} in the     project's directory
 * @param server {@code server}: where the server listens
 * @param policy {@code policy}: the project's rules
 */
public record ProjectConfig(
        String project,
        @Nullable DatabaseAddress database,
        @Nullable String files,
        Server server,
        Policy policy) {
    /** All that is documented as a default, for tests and for a project without a file. */
    public static final ProjectConfig DEFAULTS = of("Manyhands", null, null, null, null);

    @JsonCreator
    static ProjectConfig of(
            @JsonProperty("project") @Nullable String project,
            @JsonProperty("database") @Nullable DatabaseAddress database,
            @JsonProperty("files") @Nullable String files,
            @JsonProperty("server") @Nullable Server server,
            @JsonProperty("policy") @Nullable Policy policy) {
        String name = Objects.requireNonNullElse(project, "Manyhands").strip();
        if (name.isEmpty() || name.length() > 80) {
            throw new IllegalArgumentException("'" + name + "' is no name of a project: 1 to 80 characters expected");
        }
        return new ProjectConfig(
                name,
                database,
                files,
                server == null ? Server.of(null, null, null, null) : server,
                policy == null ? Policy.DEFAULTS : policy);
    }

    /** Reads the file; when there is none, all defaults hold. */
    public static ProjectConfig read(Path file) throws ConfigException {
        return Files.exists(file) ? YamlFile.read(file, ProjectConfig.class) : DEFAULTS;
    }

    /** A copy that listens elsewhere: an option of the command line stands above the file. */
    public ProjectConfig withServer(Server other) {
        return new ProjectConfig(project, database, files, other, policy);
    }

    /**
     * A database of its own.
     *
     * @param url {@code url}: JDBC address, {@code jdbc:mysql://…} or {@code jdbc:h2:tcp://…}
     * @param user {@code user}: login; its password stands in {@code secrets/database.password}
     */
    public record DatabaseAddress(String url, String user) {
        @JsonCreator
        static DatabaseAddress of(
                @JsonProperty("url") @Nullable String url, @JsonProperty("user") @Nullable String user) {
            if (url == null || (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:mysql:"))) {
                throw new IllegalArgumentException(
                        "'url' must be a JDBC address of MySQL, MariaDB or H2, such as jdbc:mysql://db.example:3306/manyhands"
                                + (url == null ? "; it is missing" : "; found '" + url + "'"));
            }
            return new DatabaseAddress(url, Objects.requireNonNullElse(user, "manyhands"));
        }
    }

    /**
     * Where the server listens.
     *
     * @param address {@code address}: of the network interface; 127.0.0.1 is this machine only
     * @param port {@code port}: 0 takes a free one
     * @param insecureHttp {@code insecure-http}: allows plain HTTP on an address that other machines reach
     * @param trustedProxies {@code trusted-proxies}: whose {@code X-Forwarded-For} is believed; addresses or ranges of them
     */
    public record Server(String address, int port, boolean insecureHttp, List<AddressRange> trustedProxies) {
        public Server {
            trustedProxies = List.copyOf(trustedProxies);
        }

        @JsonCreator
        static Server of(
                @JsonProperty("address") @Nullable String address,
                @JsonProperty("port") @Nullable Integer port,
                @JsonProperty("insecure-http") @Nullable Boolean insecureHttp,
                @JsonProperty("trusted-proxies") @Nullable List<String> trustedProxies) {
            int number = port == null ? 8080 : port;
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("'port' is " + number + "; expected 0 to 65535");
            }
            return new Server(
                    Objects.requireNonNullElse(address, "127.0.0.1"),
                    number,
                    insecureHttp != null && insecureHttp,
                    Objects.requireNonNullElse(trustedProxies, List.<String>of()).stream()
                            .map(AddressRange::of)
                            .toList());
        }
    }

    /**
     * The project's rules.
     *
     * @param creditHold {@code credit-hold}: how long earned credit is held before it is released
     * @param feeBasisPoints {@code fee}: share of released credit that the project keeps, in basis points
     * @param signUpGrantCredits {@code sign-up-grant}: credits (of 1,000,000 microcredits) that a new account gets
     * @param joinKeyRequired {@code join-key-required}: whether a new account needs a join key
     * @param quotaBytes {@code quota}: bytes of files that an account may store
     * @param largestFileBytes {@code largest-file}: bytes of one uploaded file
     * @param microcreditsPerMillionFuel {@code price}: microcredits for a million fuel
     * @param quorum {@code quorum}: copies that must agree when a batch says nothing, 1 to 10
     * @param deadline {@code deadline}: how long a host may keep a result
     * @param archiveAfter {@code archive-after}: how long after its end a settled batch is moved to an archive file
     * @param trust {@code trust}: what is assumed of hosts where batches have an error rate
     * @param separation {@code separation}: which hosts may not have copies of one work unit
     */
    public record Policy(
            Duration creditHold,
            int feeBasisPoints,
            long signUpGrantCredits,
            boolean joinKeyRequired,
            long quotaBytes,
            long largestFileBytes,
            long microcreditsPerMillionFuel,
            int quorum,
            Duration deadline,
            Duration archiveAfter,
            TrustPolicy trust,
            SeparationPolicy separation) {
        public static final Policy DEFAULTS =
                of(null, null, null, null, null, null, null, null, null, null, null, null);

        @JsonCreator
        static Policy of(
                @JsonProperty("credit-hold") @JsonDeserialize(using = Quantities.DurationReader.class) @Nullable
                        Duration creditHold,
                @JsonProperty("fee") @JsonDeserialize(using = Quantities.ShareReader.class) @Nullable Integer fee,
                @JsonProperty("sign-up-grant") @Nullable Long signUpGrant,
                @JsonProperty("join-key-required") @Nullable Boolean joinKeyRequired,
                @JsonProperty("quota") @JsonDeserialize(using = Quantities.BytesReader.class) @Nullable Long quota,
                @JsonProperty("largest-file") @JsonDeserialize(using = Quantities.BytesReader.class) @Nullable
                        Long largestFile,
                @JsonProperty("price") @Nullable Long price,
                @JsonProperty("quorum") @Nullable Integer quorum,
                @JsonProperty("deadline") @JsonDeserialize(using = Quantities.DurationReader.class) @Nullable
                        Duration deadline,
                @JsonProperty("archive-after") @JsonDeserialize(using = Quantities.DurationReader.class) @Nullable
                        Duration archiveAfter,
                @JsonProperty("trust") @Nullable TrustPolicy trust,
                @JsonProperty("separation") @Nullable SeparationPolicy separation) {
            return new Policy(
                    Objects.requireNonNullElse(creditHold, Duration.ofHours(24)),
                    Objects.requireNonNullElse(fee, 500),
                    within("sign-up-grant", Objects.requireNonNullElse(signUpGrant, 10_000L), 0, 1_000_000_000_000L),
                    joinKeyRequired != null && joinKeyRequired,
                    Objects.requireNonNullElse(quota, 2L << 30),
                    Objects.requireNonNullElse(largestFile, 1L << 30),
                    within("price", Objects.requireNonNullElse(price, 1_000L), 0, 1_000_000_000_000L),
                    (int) within("quorum", Objects.requireNonNullElse(quorum, 2), 1, 10),
                    Objects.requireNonNullElse(deadline, Duration.ofHours(1)),
                    Objects.requireNonNullElse(archiveAfter, Duration.ofDays(30)),
                    Objects.requireNonNullElse(trust, TrustPolicy.DEFAULTS),
                    Objects.requireNonNullElse(separation, SeparationPolicy.DEFAULTS));
        }

        private static long within(String key, long value, long least, long most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException("'" + key + "' is " + value + "; expected " + least + " to " + most);
            }
            return value;
        }
    }
}

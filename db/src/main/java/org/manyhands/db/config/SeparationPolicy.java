package org.manyhands.db.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Separation;

/**
 * Which hosts may not have copies of one work unit, besides those of one account ({@code docs/matching.md}). Loopback is never kept apart.
 *
 * @param networks {@code networks}: those that call from one network
 * @param ipv4Prefix {@code ipv4-prefix}: so many first bits of an IPv4 address make a network, 8 to 32
 * @param ipv6Prefix {@code ipv6-prefix}: the same of an IPv6 address, 16 to 128
 * @param cohort {@code cohort}: those of accounts that were opened within so long of each other; zero: no such rule; a week at most
 * @param waived {@code waived}: networks whose hosts are not kept apart
 */
public record SeparationPolicy(
        boolean networks, int ipv4Prefix, int ipv6Prefix, Duration cohort, List<AddressRange> waived) {
    private static final Duration LONGEST_COHORT = Duration.ofDays(7);

    /** Nothing is kept apart. */
    public static final SeparationPolicy DEFAULTS = of(null, null, null, null, null);

    public SeparationPolicy {
        waived = List.copyOf(waived);
    }

    @JsonCreator
    static SeparationPolicy of(
            @JsonProperty("networks") @Nullable Boolean networks,
            @JsonProperty("ipv4-prefix") @Nullable Integer ipv4Prefix,
            @JsonProperty("ipv6-prefix") @Nullable Integer ipv6Prefix,
            @JsonProperty("cohort") @JsonDeserialize(using = Quantities.DurationReader.class) @Nullable Duration cohort,
            @JsonProperty("waived") @Nullable List<String> waived) {
        Duration span = Objects.requireNonNullElse(cohort, Duration.ZERO);
        if (span.compareTo(LONGEST_COHORT) > 0) {
            throw new IllegalArgumentException("'cohort' is " + span.toDays()
                    + " days; expected 7d at most, for the longer it is the fewer hosts may compute together");
        }
        return new SeparationPolicy(
                networks != null && networks,
                within("ipv4-prefix", Objects.requireNonNullElse(ipv4Prefix, 24), 8, 32),
                within("ipv6-prefix", Objects.requireNonNullElse(ipv6Prefix, 48), 16, 128),
                span,
                Objects.requireNonNullElse(waived, List.<String>of()).stream()
                        .map(AddressRange::of)
                        .toList());
    }

    /** The rule that follows. */
    public Separation separation() {
        return new Separation(networks, cohort.toMillis());
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "'" + key + "' is " + value + " bits; expected " + least + " to " + most);
        }
        return value;
    }
}

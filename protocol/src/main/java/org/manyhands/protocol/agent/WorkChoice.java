package org.manyhands.protocol.agent;

import java.util.List;
import java.util.Objects;

/**
 * Which work the owner of a host lends it to.
 *
 * @param applications names of applications, or {@code researcher/name}; none means all
 * @param channels labels of {@link Channel}s; none means stable only
 */
public record WorkChoice(List<String> applications, List<String> channels) {
    /** All applications, stable versions. */
    public static final WorkChoice STANDARD = new WorkChoice(List.of(), List.of());

    /** Most names of applications that count. */
    public static final int MOST_APPLICATIONS = 100;

    /** What is left out on the wire is empty here. */
    public WorkChoice {
        applications = List.copyOf(Objects.requireNonNullElse(applications, List.of()));
        channels = List.copyOf(Objects.requireNonNullElse(channels, List.of()));
    }
}

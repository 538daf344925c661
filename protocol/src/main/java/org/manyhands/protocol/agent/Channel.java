package org.manyhands.protocol.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an application version has come. Hosts say from which channels they take work. */
public enum Channel {
    /** First trials, on computers of people who want to help with these. */
    ALPHA,
    /** Believed to work; tried by some before it goes to all. */
    BETA,
    /** For every host. */
    STABLE;

    /** The channel of that name, in any case of letters. */
    public static Optional<Channel> named(String name) {
        return Arrays.stream(values())
                .filter(channel -> channel.label().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** As people write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

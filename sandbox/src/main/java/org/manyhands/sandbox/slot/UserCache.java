package org.manyhands.sandbox.slot;

import java.nio.file.Path;

/** Where a person's caches are, by the XDG base directory specification. */
public final class UserCache {
    private UserCache() {}

    /** The folder of Manyhands there; it need not exist. */
    public static Path directory() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path base =
                named != null && !named.isBlank() ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("manyhands");
    }
}

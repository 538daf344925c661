package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Which Java a {@code java} program is, without starting it. */
final class JavaRelease {
    private JavaRelease() {}

    /** The feature version, such as 17, or 0 when it cannot be told. */
    static int feature(Path java) {
        try {
            Path bin = java.toRealPath().getParent();
            Path home = bin == null ? null : bin.getParent();
            if (home == null) {
                return 0;
            }
            Properties release = new Properties();
            try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
                release.load(reader);
            }
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }
}

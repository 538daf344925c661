package org.manyhands.sandbox.jdk;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Jdk;

/**
 * What a Java says of itself in the file {@code release} of its home.
 *
 * @param version its version
 * @param system operating system, such as {@code Linux}, {@code Darwin} or {@code Windows}; empty when it does not say
 * @param processor such as {@code x86_64} or {@code aarch64}; empty when it does not say
 * @param library the C library of Linux, {@code gnu} or {@code musl}; empty when it does not say
 * @param machine kind of Java machine, such as {@code Hotspot}; empty when it does not say
 */
record JdkRelease(Runtime.Version version, String system, String processor, String library, String machine) {
    /** The release of a home, if it can be read and understood. */
    static Optional<JdkRelease> read(Path home) {
        Properties said = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            said.load(reader);
            return Optional.of(new JdkRelease(
                    Runtime.Version.parse(value(said, "JAVA_VERSION")),
                    value(said, "OS_NAME"),
                    value(said, "OS_ARCH"),
                    value(said, "LIBC"),
                    value(said, "JVM_VARIANT")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * True for a finished HotSpot of a version that slots run on, made for this operating system and processor.
     *
     * @param systemName the property {@code os.name}
     * @param architecture the property {@code os.arch}
     * @param own what this process's own Java says of itself, if anything
     */
    boolean fits(String systemName, String architecture, @Nullable JdkRelease own) {
        boolean sameLibrary =
                own == null || library.isEmpty() || own.library.isEmpty() || library.equalsIgnoreCase(own.library);
        return version.feature() >= Jdk.OLDEST
                && version.pre().isEmpty()
                && !machine.toLowerCase(Locale.ROOT).contains("j9")
                && sameLibrary
                && systemOf(system).equals(systemOf(systemName))
                && processorOf(processor).equals(processorOf(architecture));
    }

    private static String systemOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("darwin") || lower.startsWith("mac")) {
            return "mac";
        }
        return lower.startsWith("windows") ? "windows" : lower;
    }

    private static String processorOf(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    private static String value(Properties said, String name) {
        return said.getProperty(name, "").replace("\"", "").strip();
    }
}

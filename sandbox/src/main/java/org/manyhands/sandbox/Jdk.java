package org.manyhands.sandbox;

import java.nio.file.Path;

/**
 * A Java that slots can run on.
 *
 * @param java its {@code java} program
 * @param version its version; for a program that does not say, the oldest that slots run on
 */
public record Jdk(Path java, Runtime.Version version) {
    /** The oldest feature version that slots run on. */
    public static final int OLDEST = 17;

    /** The feature version, such as 17. */
    public int feature() {
        return version.feature();
    }
}

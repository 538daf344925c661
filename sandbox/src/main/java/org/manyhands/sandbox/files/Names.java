package org.manyhands.sandbox.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** What a file may be called, the same on every operating system. */
public final class Names {
    /** Most bytes of one name in UTF-8. */
    public static final int MAXIMUM_BYTES = 255;

    /** Most bytes of a path in UTF-8. */
    public static final int MAXIMUM_PATH_BYTES = 4_096;

    /** By the bytes of UTF-8: neither a locale nor a file system has a say. */
    public static final Comparator<String> ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private Names() {}

    /** True for a name that can be stored by every operating system that collects the outputs. */
    public static boolean storable(String name) {
        return name.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == ':' || c == '/')
                && !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..");
    }
}

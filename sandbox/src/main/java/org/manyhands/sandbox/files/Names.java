package org.manyhands.sandbox.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** What a file may be called, the same on every operating system. */
public final class Names {
    /** Most bytes of one name in UTF-8. */
    public static final int MAXIMUM_BYTES = 255;

    /** Most bytes of a path in UTF-8. */
    public static final int MAXIMUM_PATH_BYTES = 4_096;

    /**
     * Most bytes of a whole path below {@code /out}, however it came about: what file systems take, 1,024 bytes on the
     * narrowest, less some for where the outputs of a run are kept.
     */
    public static final int MAXIMUM_STORED_PATH_BYTES = 700;

    /** By the bytes of UTF-8: neither a locale nor a file system has a say. */
    public static final Comparator<String> ORDER = (left, right) ->
            Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

    private static final String REFUSED_CHARACTERS = "*?\"<>|";

    /** Names of devices on Windows, with any ending. */
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private Names() {}

    /** True for a name that stands for one step down and nothing else: what an input may be called. */
    public static boolean plain(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '/' || c == '\\' || c == ':');
    }

    /**
     * True for a name that every operating system can store as it is, in every locale: what an output may be called.
     * Outputs travel through the file systems of machines that the program knows nothing of.
     */
    public static boolean storable(String name) {
        return plain(name)
                && name.chars().noneMatch(c -> c > '~' || REFUSED_CHARACTERS.indexOf(c) >= 0)
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && !RESERVED.matcher(name).matches();
    }
}

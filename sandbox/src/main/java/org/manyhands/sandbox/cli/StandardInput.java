package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the shell gives the program on standard input: all of a file or pipe, nothing of a terminal. */
final class StandardInput {
    /** Most bytes; larger data belongs below {@code /in}. */
    static final int MAXIMUM_BYTES = 32 << 20;

    private StandardInput() {}

    static byte[] read(InputStream in) throws IOException {
        if (isTerminal()) {
            return new byte[0];
        }
        byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
        if (bytes.length > MAXIMUM_BYTES) {
            throw new IOException("standard input holds more than 32 MiB (" + MAXIMUM_BYTES
                    + " bytes), the most that a program is given; put it in a file and pass its directory with --in");
        }
        return bytes;
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: a person at a terminal ends standard input there with the key for it.
            return false;
        }
    }
}

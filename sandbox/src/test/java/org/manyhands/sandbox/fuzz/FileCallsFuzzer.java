package org.manyhands.sandbox.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.manyhands.sandbox.InputFile;

/**
 * Any sequence of WASI calls. Each ends with a known error number, with the program's exit or with a limit; the limits of
 * {@code /out} hold all the time; nothing of the host can be read; the same calls see the same again.
 */
public final class FileCallsFuzzer {
    private static final byte[] CONTENT = "what the input file holds\n".getBytes(StandardCharsets.UTF_8);

    /** Stands in the path of the input on this computer. */
    private static final String SECRET = "hostpath";

    private static final Path INPUT = makeInput();

    private FileCallsFuzzer() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] script) {
        String first = run(script);
        String second = run(script);
        if (!first.equals(second)) {
            throw new AssertionError("two runs differ: " + first + "\nand " + second);
        }
    }

    private static String run(byte[] script) {
        FileCalls calls = new FileCalls(List.of(new InputFile("data", INPUT), new InputFile("sub/x", INPUT)));
        calls.run(script);
        if (calls.sees(SECRET) && !new String(script, StandardCharsets.ISO_8859_1).contains(SECRET)) {
            throw new AssertionError("the path of the input on this computer can be read");
        }
        try {
            if (!Arrays.equals(Files.readAllBytes(INPUT), CONTENT)) {
                throw new AssertionError("the input file was changed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls.seen();
    }

    private static Path makeInput() {
        try {
            Path file = Files.createTempFile(SECRET, ".data");
            file.toFile().deleteOnExit();
            return Files.write(file, CONTENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.manyhands.sandbox.differential;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.rewrite.Instrumenter;

/** Instruments the modules that its arguments name, in their order, and prints each one's product's digest. */
final class InstrumentMain {
    private InstrumentMain() {}

    public static void main(String[] files) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String file : files) {
            out.println(file + " " + digest(Path.of(file)));
        }
    }

    static String digest(Path file) throws IOException {
        return OutcomeDigest.sha256(Instrumenter.instrument(Files.readAllBytes(file)));
    }
}

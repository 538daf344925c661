package org.manyhands.sandbox.cli;

import java.io.PrintStream;
import org.manyhands.sandbox.RunObserver;

/** Lets the program's own output through, as it is written. */
record PassThrough(boolean streaming) implements RunObserver {
    @Override
    public void progress(long fuel) {
        // A person sees the program's own output; the summary says what it took.
    }

    @Override
    public void notice(String words) {
        System.err.println("run: " + words);
    }

    @Override
    public void standardOutput(byte[] bytes) {
        pass(System.out, bytes);
    }

    @Override
    public void standardError(byte[] bytes) {
        pass(System.err, bytes);
    }

    private static void pass(PrintStream to, byte[] bytes) {
        to.write(bytes, 0, bytes.length);
        to.flush();
    }
}

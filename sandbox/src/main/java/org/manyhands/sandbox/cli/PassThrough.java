package org.manyhands.sandbox.cli;

import java.io.PrintStream;
import org.manyhands.sandbox.RunObserver;

/**
 * Lets the program's own output through, as it is written.
 *
 * @param streaming false to keep it all back
 * @param unheard called when nobody reads it any more, as after {@code | head}
 */
record PassThrough(boolean streaming, Runnable unheard) implements RunObserver {
    @Override
    public void progress(long fuel) {
        // Said by the line of progress, where there is one.
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

    private void pass(PrintStream to, byte[] bytes) {
        to.write(bytes, 0, bytes.length);
        if (to.checkError()) {
            unheard.run();
        }
    }
}

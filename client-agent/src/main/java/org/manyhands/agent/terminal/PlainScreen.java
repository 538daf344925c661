package org.manyhands.agent.terminal;

import java.io.PrintStream;

/** Lines only: for files, pipes and simple terminals. */
public final class PlainScreen implements Screen {
    private final PrintStream out;

    public PlainScreen(PrintStream out) {
        this.out = out;
    }

    @Override
    public void line(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    @Override
    public void slot(int slot, String text) {
        // Lines cannot be taken back; the events say enough.
    }

    @Override
    public void close() {
        out.flush();
    }
}

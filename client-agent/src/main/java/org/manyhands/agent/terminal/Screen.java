package org.manyhands.agent.terminal;

/** Where the agent's words go. Thread-safe. */
public interface Screen {
    /** Something happened: a line that stays. */
    void line(String text);

    /** What a slot does now, shown only where it can be kept up to date. */
    void slot(int slot, String text);

    /** Takes away what only shows the present. */
    void close();
}

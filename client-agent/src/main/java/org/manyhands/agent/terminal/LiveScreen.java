package org.manyhands.agent.terminal;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Lines that scroll by, and below them one for each slot that is drawn anew where it stands (ANSI, ECMA-48). */
public final class LiveScreen implements Screen {
    private static final long LEAST_NANOS_BETWEEN_DRAWINGS = 200_000_000;
    private static final String ERASE_LINE = "\u001b[2K";

    private final PrintStream out;
    private final int columns;
    private final Map<Integer, String> slots = new TreeMap<>();
    private int drawn;
    private long lastDrawn;

    /**
     * A live screen.
     *
     * @param columns width of the terminal; slots' lines are cut to it, since a wrapped line cannot be drawn over
     */
    public LiveScreen(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public synchronized void line(String text) {
        StringBuilder drawing = new StringBuilder();
        up(drawing);
        drawing.append(ERASE_LINE).append(text).append('\n');
        draw(drawing);
    }

    @Override
    public synchronized void slot(int slot, String text) {
        boolean fresh = slots.put(slot, text) == null;
        if (fresh || System.nanoTime() - lastDrawn > LEAST_NANOS_BETWEEN_DRAWINGS) {
            StringBuilder drawing = new StringBuilder();
            up(drawing);
            draw(drawing);
        }
    }

    @Override
    public synchronized void close() {
        StringBuilder drawing = new StringBuilder();
        up(drawing);
        drawing.append("\u001b[J");
        out.print(drawing);
        out.flush();
        drawn = 0;
        slots.clear();
    }

    private void up(StringBuilder drawing) {
        if (drawn > 0) {
            drawing.append("\u001b[").append(drawn).append('A');
        }
        drawing.append('\r');
    }

    private void draw(StringBuilder drawing) {
        for (String text : slots.values()) {
            String cut = text.length() < columns ? text : text.substring(0, columns - 1);
            drawing.append(ERASE_LINE).append(cut).append('\n');
        }
        drawn = slots.size();
        lastDrawn = System.nanoTime();
        out.print(drawing);
        out.flush();
    }
}

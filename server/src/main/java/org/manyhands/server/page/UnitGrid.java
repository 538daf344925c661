package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.List;

/**
 * The work units of a batch as a field of small squares, in order, drawn as one path for each colour.
 *
 * @param unitsPerCell how many work units one square stands for: 1 while there is room
 */
public record UnitGrid(int columns, int rows, long unitsPerCell, String label, List<Shape> shapes) {
    /** From the middle of a square to the middle of the next. */
    public static final int STEP = 10;

    private static final int SIDE = 8;
    private static final int MOST_COLUMNS = 80;
    private static final int MOST_CELLS = 40 * MOST_COLUMNS;
    private static final List<String> TONES = List.of("good", "busy", "bad", "gone", "rest");

    public UnitGrid {
        shapes = List.copyOf(shapes);
    }

    /** All squares of one colour. */
    public record Shape(String tone, String path) {}

    /**
     * @param states of the work units that are cut, by index; those beyond are to come
     * @param total work units of the batch
     */
    static UnitGrid of(List<String> states, long total, String label) {
        long perCell = Math.max(1, (total + MOST_CELLS - 1) / MOST_CELLS);
        int cells = (int) ((total + perCell - 1) / perCell);
        int columns = (int) Math.max(1, Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(cells * 5.0))));
        List<StringBuilder> paths =
                TONES.stream().map(tone -> new StringBuilder()).toList();
        for (int cell = 0; cell < cells; cell++) {
            String tone = tone(states, cell * perCell, Math.min(total, (cell + 1) * perCell));
            int x = cell % columns * STEP + 1;
            int y = cell / columns * STEP + 1;
            paths.get(TONES.indexOf(tone))
                    .append('M')
                    .append(x)
                    .append(' ')
                    .append(y)
                    .append("h" + SIDE + "v" + SIDE + "h-" + SIDE + "z");
        }
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < TONES.size(); i++) {
            if (!paths.get(i).isEmpty()) {
                shapes.add(new Shape(TONES.get(i), paths.get(i).toString()));
            }
        }
        return new UnitGrid(columns, (cells + columns - 1) / columns, perCell, label, shapes);
    }

    public int width() {
        return columns * STEP;
    }

    public int height() {
        return rows * STEP;
    }

    /** Trouble is never hidden by what stands beside it; a square is done when all in it is. */
    private static String tone(List<String> states, long from, long to) {
        boolean failed = false;
        boolean open = false;
        boolean cancelled = false;
        boolean accepted = false;
        boolean uncut = to > states.size();
        for (long index = from; index < Math.min(to, states.size()); index++) {
            switch (states.get((int) index)) {
                case "FAILED" -> failed = true;
                case "VALIDATED", "ASSIMILATED" -> accepted = true;
                case "CANCELLED" -> cancelled = true;
                default -> open = true;
            }
        }
        if (failed) {
            return "bad";
        }
        if (open || (uncut && accepted)) {
            return "busy";
        }
        return uncut ? "rest" : cancelled ? "gone" : "good";
    }
}

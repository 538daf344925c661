package org.manyhands.server.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar of coloured parts. Parts are drawn over each other, all from the left, the longest first: so a part grows by its width
 * alone, which the browser can show as movement when the page is renewed.
 *
 * @param label the whole bar in words
 */
public record Bar(String id, String label, List<Part> parts) {
    /** Widths are in thousandths of the bar. */
    public static final int WIDTH = 1_000;

    public Bar {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param tone the style's name of its colour
     * @param amount as it is shown in the legend
     * @param end where it ends, in thousandths
     */
    public record Part(String tone, String name, String amount, int end, boolean empty) {}

    /** Parts in order from the left. */
    public List<Part> longestFirst() {
        List<Part> order = new ArrayList<>(parts);
        java.util.Collections.reverse(order);
        return order;
    }

    /** The parts that there is something of. */
    public List<Part> legend() {
        return parts.stream().filter(part -> !part.empty()).toList();
    }

    /** A bar of amounts of which the whole is {@code total}. */
    static Builder of(String id, long total) {
        return new Builder(id, total);
    }

    /** Collects the parts, from the left. */
    static final class Builder {
        private final String id;
        private final long total;
        private final List<Part> parts = new ArrayList<>();
        private double reached;

        private Builder(String id, long total) {
            this.id = id;
            this.total = Math.max(1, total);
        }

        Builder part(String tone, String name, long amount, String words) {
            reached += amount;
            int end = (int) Math.min(WIDTH, Math.round(WIDTH * (reached / total)));
            parts.add(new Part(tone, name, words, end, amount == 0));
            return this;
        }

        Bar build(String label) {
            return new Bar(id, label, parts);
        }
    }
}

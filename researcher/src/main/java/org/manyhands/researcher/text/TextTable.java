package org.manyhands.researcher.text;

import java.util.ArrayList;
import java.util.List;

/** A table of text with aligned columns: those of numbers to the right. */
public final class TextTable {
    private final List<String> headings;
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Headings; one that ends in {@code #} (which is not shown) heads a column of numbers. */
    public TextTable(String... headings) {
        this.headings = new ArrayList<>();
        for (String heading : headings) {
            boolean number = heading.endsWith("#");
            numeric.add(number);
            this.headings.add(number ? heading.substring(0, heading.length() - 1) : heading);
        }
    }

    /** Adds a row; each value is shown as its text. */
    public void row(Object... values) {
        if (values.length != headings.size()) {
            throw new IllegalArgumentException(values.length + " values for " + headings.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object value : values) {
            row.add(Printable.line(String.valueOf(value)));
        }
        rows.add(row);
    }

    /** The lines, headings first, without trailing blanks. */
    public List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(headings);
        all.addAll(rows);
        int[] widths = new int[headings.size()];
        for (List<String> row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String text = row.get(column);
            String blanks = " ".repeat(widths[column] - text.length());
            line.append(column == 0 ? "" : "  ");
            line.append(numeric.get(column) ? blanks + text : text + blanks);
        }
        return line.toString().stripTrailing();
    }
}

package org.manyhands.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a CSV file (RFC 4180), as much of them as a page has room for.
 *
 * @param hiddenColumns how many columns there are beside those shown
 * @param moreRows true when the file goes on
 */
public record TablePreview(
        String file, List<String> header, List<List<String>> rows, int hiddenColumns, boolean moreRows) {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_ROWS = 8;
    private static final int MOST_COLUMNS = 8;
    private static final int LONGEST_CELL = 40;

    public TablePreview {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Empty when the file cannot be read or has no header and row within its first 64 KiB. */
    static Optional<TablePreview> read(String name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            return of(name, new String(bytes, StandardCharsets.UTF_8), bytes.length == MOST_BYTES);
        } catch (IOException e) {
            // The link to the file stands beside it and tells the reader that it is gone.
            return Optional.empty();
        }
    }

    /** @param cut true when {@code text} may end in the middle of a row */
    static Optional<TablePreview> of(String name, String text, boolean cut) {
        List<List<String>> lines = new ArrayList<>();
        Scan scan = new Scan(text);
        while (!scan.atEnd() && lines.size() <= MOST_ROWS + 1) {
            List<String> row = scan.row();
            if (cut && scan.atEnd()) {
                break;
            }
            lines.add(row);
        }
        if (lines.size() < 2) {
            return Optional.empty();
        }
        List<String> header = lines.get(0);
        List<List<String>> rows = lines.stream()
                .skip(1)
                .limit(MOST_ROWS)
                .map(row -> shown(row, header.size()))
                .toList();
        int hidden = Math.max(0, header.size() - MOST_COLUMNS);
        return Optional.of(new TablePreview(
                name, shown(header, header.size()), rows, hidden, cut || lines.size() > MOST_ROWS + 1));
    }

    private static List<String> shown(List<String> row, int columns) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(columns, MOST_COLUMNS); i++) {
            String cell = i < row.size() ? row.get(i) : "";
            cells.add(cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL - 1) + "…" : cell);
        }
        return cells;
    }

    /** Walks over CSV text. */
    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at >= text.length();
        }

        List<String> row() {
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            while (!atEnd()) {
                char c = text.charAt(at++);
                if (quoted) {
                    quoted = c != '"' || isQuote();
                    if (quoted) {
                        cell.append(c);
                    }
                } else if (c == '"') {
                    quoted = true;
                } else if (c == ',') {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else if (c == '\n') {
                    break;
                } else if (c != '\r') {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            return cells;
        }

        /** Inside quotes two of them stand for one, which is then passed over. */
        private boolean isQuote() {
            boolean doubled = at < text.length() && text.charAt(at) == '"';
            at += doubled ? 1 : 0;
            return doubled;
        }
    }
}

package org.manyhands.assimilator.table;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes rows of CSV, the same bytes for the same fields: LF ends a row, a field has quotes only where it needs them. */
final class CsvWriter {
    private final Writer out;

    CsvWriter(Writer out) {
        this.out = out;
    }

    void write(List<String> row) throws IOException {
        if (row.size() == 1 && row.get(0).isEmpty()) {
            out.write("\"\"\n");
            return;
        }
        for (int i = 0; i < row.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(field(row.get(i)));
        }
        out.write('\n');
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

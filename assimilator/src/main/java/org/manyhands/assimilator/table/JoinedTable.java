package org.manyhands.assimilator.table;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutput;
import org.manyhands.assimilator.plot.PlotPoints;

/** A table that grows unit by unit: written through at once; only the best row and points of the plot are kept. */
final class JoinedTable {
    private final TableAssembler wanted;
    private final CsvWriter out;

    private @Nullable Columns columns;
    private String headerOrigin = "";
    private @Nullable BestRow best;
    private @Nullable PlotColumns plot;
    private long rows;
    private long units;

    JoinedTable(TableAssembler wanted, Writer out) {
        this.wanted = wanted;
        this.out = new CsvWriter(out);
    }

    void add(UnitOutput unit) throws AnswerRefusedException, IOException {
        String origin = unit.name() + ", " + (wanted.file() == null ? "standard output" : "'" + wanted.file() + "'");
        try (CsvRows csv = new CsvRows(origin, unit.open(wanted.file()))) {
            List<String> header = csv.next()
                    .orElseThrow(() -> new AnswerRefusedException(
                            origin + ": is empty; the first line must name the columns, the same in every work unit"));
            Columns known = header(unit, header);
            for (var row = csv.next(); row.isPresent(); row = csv.next()) {
                add(known, row.get(), csv.place());
            }
        }
        units++;
    }

    /** A line for people. */
    String headline() {
        String size = rows + " rows from " + units + " work units";
        return best == null ? size : best.headline().orElse(size);
    }

    /** What is to be plotted; null when nothing is. */
    @Nullable
    PlotPoints plotted() {
        return plot == null ? null : plot.points();
    }

    private Columns header(UnitOutput unit, List<String> header) throws AnswerRefusedException, IOException {
        if (columns == null) {
            columns = new Columns(header);
            headerOrigin = unit.name();
            best = wanted.best() == null ? null : new BestRow(columns, wanted.best());
            plot = wanted.plot() == null ? null : new PlotColumns(columns, wanted.plot());
            out.write(header);
        } else if (!columns.names().equals(header)) {
            throw new AnswerRefusedException("the columns of " + headerOrigin + " are '"
                    + String.join("', '", columns.names()) + "', but those of " + unit.name() + " are '"
                    + String.join("', '", header) + "'; every work unit must write the same header");
        }
        return columns;
    }

    private void add(Columns known, List<String> row, String place) throws AnswerRefusedException, IOException {
        if (row.size() != known.names().size()) {
            throw new AnswerRefusedException(place + ": a row of " + row.size() + " fields below a header of "
                    + known.names().size() + "; write as many fields as columns, and quote commas");
        }
        out.write(row);
        rows++;
        boolean better = best != null && best.offer(row, place);
        if (plot != null) {
            plot.add(row, better);
        }
    }
}

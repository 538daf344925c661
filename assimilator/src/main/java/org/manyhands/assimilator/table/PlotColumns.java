package org.manyhands.assimilator.table;

import java.util.List;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.plot.PlotPoints;
import org.manyhands.protocol.research.BatchSpec;

/** Takes the columns of a plot out of rows. */
final class PlotColumns {
    private final int x;
    private final int y;
    private final int series;
    private final PlotPoints points;

    PlotColumns(Columns columns, BatchSpec.Plot plot) throws AnswerRefusedException {
        x = columns.place("plot.x", plot.x());
        y = columns.place("plot.y", plot.y());
        series = plot.series() == null ? -1 : columns.place("plot.series", plot.series());
        points = new PlotPoints(plot.x(), plot.y(), plot.series() == null ? "" : plot.series());
    }

    /** @param best true when no row before was better */
    void add(List<String> row, boolean best) {
        points.add(row.get(x), row.get(y), series < 0 ? "" : row.get(series), best);
    }

    PlotPoints points() {
        return points;
    }
}

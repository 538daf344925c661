package org.manyhands.assimilator.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.manyhands.assimilator.plot.PlotPoints.Point;
import org.manyhands.assimilator.plot.Series.Dot;
import org.manyhands.assimilator.plot.Ticks.Tick;

/**
 * Draws points as SVG: needs no fonts and no screen, fits light and dark pages, can be read aloud. Colours stand as
 * attributes, too, for a page that allows no styles.
 */
public final class PlotSvg {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 440;
    private static final double LEFT = 78;
    private static final double TOP = 48;
    private static final double BOTTOM = 64;
    private static final double LEGEND = 176;
    private static final String INK = "#6b7280";

    private final PlotPoints points;
    private final Map<String, Integer> places;
    private final List<Series> series;
    private final Axis xAxis;
    private final Axis yAxis;
    private final Svg svg = new Svg();
    private final double right;

    private PlotSvg(PlotPoints points) {
        this.points = points;
        List<Point> all = new ArrayList<>(points.points());
        points.best().ifPresent(all::add);
        List<String> xs = all.stream().map(Point::x).toList();
        places = points.numericX() ? Map.of() : Axis.places(xs);
        series = Series.of(points.points(), places);
        xAxis = points.numericX() ? Axis.ofTexts(xs, 7) : Axis.ofNames(places);
        yAxis = Axis.ofNumbers(all.stream().map(Point::y).toList(), 8);
        right = WIDTH - (points.seriesName().isEmpty() ? 24 : LEGEND);
    }

    /** The picture; a plot without a point says so. */
    public static String of(PlotPoints points) {
        return points.points().isEmpty() ? empty(points) : new PlotSvg(points).draw();
    }

    private static String empty(PlotPoints points) {
        Svg svg = new Svg();
        String message = "No row has a number in column " + points.yName();
        head(svg, title(points), message);
        svg.text(
                "text", message, "class", "ink", "x", WIDTH / 2, "y", HEIGHT / 2, "text-anchor", "middle", "fill", INK);
        return svg.raw("</svg>").toString();
    }

    private String draw() {
        head(svg, title(points), description());
        drawGrid();
        drawTitles();
        series.forEach(this::drawLine);
        if (joinsMeans()) {
            label("lines join means", right, HEIGHT - 20, "end");
        }
        series.forEach(this::drawDots);
        points.best().ifPresent(this::drawBest);
        if (!points.seriesName().isEmpty()) {
            drawLegend();
        }
        return svg.raw("</svg>").toString();
    }

    private static void head(Svg svg, String title, String description) {
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + Svg.tenths(WIDTH) + " "
                + Svg.tenths(HEIGHT) + "\" width=\"" + Svg.tenths(WIDTH) + "\" height=\"" + Svg.tenths(HEIGHT)
                + "\" role=\"img\" aria-labelledby=\"plot-title plot-description\""
                + " font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"13\">");
        svg.text("title", title, "id", "plot-title");
        svg.text("desc", description, "id", "plot-description");
        svg.raw(PlotStyle.SHEET);
    }

    private void drawGrid() {
        for (Tick tick : yAxis.ticks()) {
            double y = y(tick.value());
            svg.element(
                    "line",
                    "class",
                    "grid",
                    "x1",
                    LEFT,
                    "y1",
                    y,
                    "x2",
                    right,
                    "y2",
                    y,
                    "stroke",
                    INK,
                    "stroke-opacity",
                    "0.25");
            label(Svg.shortened(tick.label(), 12), LEFT - 10, y + 4.5, "end");
        }
        double foot = HEIGHT - BOTTOM;
        svg.element("line", "class", "axis", "x1", LEFT, "y1", foot, "x2", right, "y2", foot, "stroke", INK);
        for (Tick tick : xAxis.ticks()) {
            double x = x(tick.value());
            svg.element("line", "class", "axis", "x1", x, "y1", foot, "x2", x, "y2", foot + 5, "stroke", INK);
            label(Svg.shortened(tick.label(), 14), x, foot + 20, "middle");
        }
    }

    private void drawTitles() {
        svg.text(
                "text",
                Svg.shortened(title(points), 80),
                "class",
                "ink strong",
                "x",
                LEFT,
                "y",
                26.0,
                "fill",
                INK,
                "font-size",
                "16",
                "font-weight",
                "600");
        label(Svg.shortened(points.xName(), 60), (LEFT + right) / 2, HEIGHT - 20, "middle");
        double middle = (TOP + HEIGHT - BOTTOM) / 2;
        svg.text(
                "text",
                Svg.shortened(points.yName(), 40),
                "class",
                "ink",
                "text-anchor",
                "middle",
                "fill",
                INK,
                "transform",
                "translate(18 " + Svg.tenths(middle) + ") rotate(-90)");
    }

    /** Through the mean at each x; one point alone, or names on the x axis, make no line. */
    private void drawLine(Series one) {
        List<Dot> means = one.means();
        if (means.size() > 1 && places.isEmpty() && one.style() != Series.OTHERS) {
            svg.element(
                    "polyline",
                    "class",
                    PlotStyle.name(one.style()),
                    "points",
                    means.stream()
                            .map(dot -> Svg.tenths(x(dot.x())) + "," + Svg.tenths(y(dot.y())))
                            .collect(Collectors.joining(" ")),
                    "fill",
                    "none",
                    "stroke",
                    PlotStyle.colour(one.style()),
                    "stroke-width",
                    "2",
                    "stroke-linejoin",
                    "round");
        }
    }

    /** True when a line does not simply go from point to point. */
    private boolean joinsMeans() {
        return places.isEmpty()
                && series.stream()
                        .anyMatch(one -> one.means().size() > 1
                                && one.means().size() < one.dots().size());
    }

    private void drawDots(Series one) {
        for (Dot dot : one.dots()) {
            PlotStyle.drawMarker(svg, one.style(), x(dot.x()), y(dot.y()));
        }
    }

    private void drawBest(Point best) {
        Dot dot = Series.dot(best, places);
        double x = x(dot.x());
        double y = y(dot.y());
        svg.element(
                "circle",
                "class",
                "best",
                "cx",
                x,
                "cy",
                y,
                "r",
                9.0,
                "fill",
                "none",
                "stroke",
                INK,
                "stroke-width",
                "2");
        boolean roomRight = x < right - 120;
        svg.text(
                "text",
                "best",
                "class",
                "ink strong",
                "x",
                roomRight ? x + 14 : x - 14,
                "y",
                y - 10,
                "text-anchor",
                roomRight ? "start" : "end",
                "fill",
                INK,
                "font-weight",
                "600");
    }

    private void drawLegend() {
        double x = right + 18;
        double y = TOP + 8;
        svg.text(
                "text",
                Svg.shortened(points.seriesName(), 18),
                "class",
                "ink strong",
                "x",
                x,
                "y",
                y,
                "fill",
                INK,
                "font-weight",
                "600");
        for (Series one : series) {
            y += 22;
            PlotStyle.drawMarker(svg, one.style(), x + 6, y - 4.5);
            label(Svg.shortened(one.name(), 16), x + 20, y, "start");
        }
    }

    private void label(String text, double x, double y, String anchor) {
        svg.text("text", text, "class", "ink", "x", x, "y", y, "text-anchor", anchor, "fill", INK);
    }

    private double x(double value) {
        return LEFT + xAxis.share(value) * (right - LEFT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - yAxis.share(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String title(PlotPoints points) {
        return points.yName() + " by " + points.xName();
    }

    private String description() {
        Optional<Point> best = points.best();
        String of = points.seriesName().isEmpty()
                ? ""
                : " in " + series.size() + " series by " + points.seriesName() + " ("
                        + series.stream().map(Series::name).collect(Collectors.joining(", ")) + ")";
        return points.points().size() + " points" + of
                + (points.stride() > 1 ? ", every " + points.stride() + "th of " + points.offered() + " rows" : "")
                + (points.leftOut() > 0 ? ", " + points.leftOut() + " rows without a number left out" : "")
                + "."
                + (joinsMeans() ? " Lines join the mean at each " + points.xName() + "." : "")
                + best.map(point -> " Best: " + points.yName() + " " + point.y() + " at " + points.xName() + " "
                                + point.x()
                                + (point.series().isEmpty() ? "" : ", " + points.seriesName() + " " + point.series())
                                + ".")
                        .orElse("");
    }
}

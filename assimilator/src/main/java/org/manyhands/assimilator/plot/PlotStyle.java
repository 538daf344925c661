package org.manyhands.assimilator.plot;

import java.util.List;

/** Colours and markers. Each series has both, so that nobody needs to tell colours apart. */
final class PlotStyle {
    /** Middle tones that stand out from white and from near black. */
    private static final List<String> COLOURS =
            List.of("#3b82c4", "#e0782f", "#2f9e6e", "#c2559d", "#8a6fd1", "#b08d12", "#2a9db0", "#d1495b");

    private static final String OTHER_COLOUR = "#8b8f98";

    /** Ink for light pages, and for dark ones. The background is the page's. */
    static final String SHEET =
            "<style>.ink{fill:#374151}.strong{fill:#111827}.grid{stroke:#9ca3af}.axis{stroke:#6b7280}"
                    + ".best{stroke:#111827}@media (prefers-color-scheme:dark){.ink{fill:#c9ced6}.strong{fill:#f3f4f6}"
                    + ".grid{stroke:#6b7280}.axis{stroke:#9ca3af}.best{stroke:#f3f4f6}}</style>";

    private static final double SIZE = 4.5;

    private PlotStyle() {}

    static String colour(int style) {
        return style == Series.OTHERS ? OTHER_COLOUR : COLOURS.get(style);
    }

    static String name(int style) {
        return style == Series.OTHERS ? "others" : "series-" + style;
    }

    /** Circle, square, triangle or diamond. */
    static void drawMarker(Svg svg, int style, double x, double y) {
        String fill = colour(style);
        String kind = name(style);
        switch (Math.floorMod(style, 4)) {
            case 0 ->
                svg.element("circle", "class", kind, "cx", x, "cy", y, "r", SIZE, "fill", fill, "fill-opacity", "0.8");
            case 1 ->
                svg.element(
                        "rect",
                        "class",
                        kind,
                        "x",
                        x - SIZE + 0.5,
                        "y",
                        y - SIZE + 0.5,
                        "width",
                        2 * SIZE - 1,
                        "height",
                        2 * SIZE - 1,
                        "fill",
                        fill,
                        "fill-opacity",
                        "0.8");
            case 2 ->
                polygon(
                        svg,
                        kind,
                        fill,
                        x,
                        y - SIZE - 0.5,
                        x + SIZE + 0.5,
                        y + SIZE - 0.5,
                        x - SIZE - 0.5,
                        y + SIZE - 0.5);
            default -> polygon(svg, kind, fill, x, y - SIZE - 1, x + SIZE + 1, y, x, y + SIZE + 1, x - SIZE - 1, y);
        }
    }

    private static void polygon(Svg svg, String kind, String fill, double... corners) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            points.append(i == 0 ? "" : " ")
                    .append(Svg.tenths(corners[i]))
                    .append(',')
                    .append(Svg.tenths(corners[i + 1]));
        }
        svg.element("polygon", "class", kind, "points", points, "fill", fill, "fill-opacity", "0.8");
    }
}

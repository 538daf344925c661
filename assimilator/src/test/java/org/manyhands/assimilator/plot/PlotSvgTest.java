package org.manyhands.assimilator.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class PlotSvgTest {
    @Test
    void thePictureIsTheSameBytesEachTime() throws Exception {
        try (var golden = PlotSvgTest.class.getResourceAsStream("golden-plot.svg")) {
            assertThat(PlotSvg.of(sweep())).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void itHasATitleADescriptionALegendAndTheBest() throws Exception {
        Document svg = parsed(PlotSvg.of(sweep()));

        assertThat(text(svg, "title")).isEqualTo("accuracy by width");
        assertThat(text(svg, "desc"))
                .contains("12 points in 3 series by rate (0.1, 0.2, 0.4)")
                .contains("Best: accuracy 0.9628 at width 24, rate 0.2");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(3);
        assertThat(texts(svg)).contains("8", "16", "24", "best", "rate", "0.1", "0.2", "0.4");
    }

    @Test
    void textOfProgramsHasNoPowerInThePicture() throws Exception {
        PlotPoints points = new PlotPoints("<script>alert(1)</script>", "y\"onload=\"x", "\u0001&\uFFFF");
        points.add("a<b", "1", "</svg>", true);

        Document svg = parsed(PlotSvg.of(points));

        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(texts(svg)).contains("a<b", "</svg>");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "0, 0, 0, 0",
        "1e300, -1e300, -1e300, 1e300",
        "1e-300, 2e-300, 1e-305, 0",
        "1, 1.0000000000000002, 5, 5.000000000000001",
        "-1, -1, 1e9, 1000000001"
    })
    void anyNumbersMakeAPictureWithinItsFrame(String x1, String x2, String y1, String y2) throws Exception {
        PlotPoints points = new PlotPoints("x", "y", "");
        points.add(x1, y1, "", false);
        points.add(x2, y2, "", true);

        Document svg = parsed(PlotSvg.of(points));

        var circles = svg.getElementsByTagName("circle");
        for (int i = 0; i < circles.getLength(); i++) {
            var attributes = circles.item(i).getAttributes();
            assertThat(Double.parseDouble(attributes.getNamedItem("cx").getNodeValue()))
                    .isBetween(0.0, 760.0);
            assertThat(Double.parseDouble(attributes.getNamedItem("cy").getNodeValue()))
                    .isBetween(0.0, 440.0);
        }
    }

    @Test
    void namesOnTheXAxisStandInOrderOfAppearance() throws Exception {
        PlotPoints points = new PlotPoints("method", "y", "");
        points.add("tree", "1", "", false);
        points.add("forest", "3", "", true);
        points.add("tree", "2", "", false);

        Document svg = parsed(PlotSvg.of(points));

        assertThat(texts(svg)).containsSubsequence("tree", "forest");
        assertThat(svg.getElementsByTagName("polyline").getLength()).isZero();
    }

    @Test
    void rowsWithoutANumberAreLeftOutAndCounted() throws Exception {
        PlotPoints points = new PlotPoints("x", "y", "");
        points.add("1", "nan", "", false);
        points.add("1", "2", "", false);

        assertThat(text(parsed(PlotSvg.of(points)), "desc")).contains("1 rows without a number left out");
    }

    @Test
    void aPlotWithoutAnyPointSaysSo() throws Exception {
        PlotPoints points = new PlotPoints("x", "y", "");
        points.add("1", "", "", false);

        assertThat(texts(parsed(PlotSvg.of(points)))).containsExactly("No row has a number in column y");
    }

    @Test
    void manyRowsAreThinnedOutAndTheBestStays() throws Exception {
        PlotPoints points = new PlotPoints("x", "y", "k");
        for (int i = 0; i < 100_000; i++) {
            points.add(Integer.toString(i), Integer.toString(i % 1_000), "s" + i / 7 % 20, i == 77_777);
        }

        String svg = PlotSvg.of(points);

        assertThat(points.points()).hasSizeLessThan(PlotPoints.MOST_POINTS).hasSizeGreaterThan(2_000);
        assertThat(text(parsed(svg), "desc"))
                .contains("every 32th of 100000 rows", "others", "Best: y 777.0 at x 77777, k s11");
    }

    private static PlotPoints sweep() {
        PlotPoints points = new PlotPoints("width", "accuracy", "rate");
        String[] accuracies = {
            "0.9108", "0.9182", "0.9331", "0.9257", "0.9442", "0.9405", "0.9517", "0.9480", "0.9591", "0.9554",
            "0.9628", "0.9331"
        };
        for (int i = 0; i < accuracies.length; i++) {
            String width = Integer.toString(8 * (1 + i / 4));
            String rate = new String[] {"0.1", "0.2", "0.4"}[i % 3];
            points.add(width, accuracies[i], rate, i == 10);
        }
        return points;
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document svg, String element) {
        return svg.getElementsByTagName(element).item(0).getTextContent();
    }

    private static List<String> texts(Document svg) {
        List<String> texts = new ArrayList<>();
        var elements = svg.getElementsByTagName("text");
        for (int i = 0; i < elements.getLength(); i++) {
            texts.add(elements.item(i).getTextContent());
        }
        return texts;
    }
}

package io.spatio.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@DisplayName("A plot of growth")
class GrowthPlotTest {
    @Test
    @DisplayName("is well-formed and draws a line of all points for each series, ten times to the right by one step")
    void drawsASeries() throws Exception {
        GrowthPlot plot = new GrowthPlot();
        plot.add("grid", 1_000, 10);
        plot.add("grid", 10_000, 100);
        plot.add("grid", 100_000, 1_000);
        plot.add("tree", 1_000, 50);
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.toSvg().getBytes(StandardCharsets.UTF_8)));
        NodeList lines = svg.getElementsByTagName("polyline");
        assertEquals(2, lines.getLength());
        double[][] points = Arrays.stream(
                        ((Element) lines.item(0)).getAttribute("points").split(" "))
                .map(point -> Arrays.stream(point.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        assertEquals(3, points.length);
        assertEquals(points[1][0] - points[0][0], points[2][0] - points[1][0], 0.11);
        assertEquals(points[1][1] - points[0][1], points[2][1] - points[1][1], 0.11);
        assertTrue(points[1][1] < points[0][1], "more time stands higher");
    }
}

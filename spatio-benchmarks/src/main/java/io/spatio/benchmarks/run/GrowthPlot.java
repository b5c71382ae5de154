package io.spatio.benchmarks.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Nanoseconds per operation over the number of objects, both in powers of ten, drawn as SVG: one line for each series. */
public final class GrowthPlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 180;
    private static final int TOP = 20;
    private static final int BOTTOM = 50;
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

    private final Map<String, List<double[]>> series = new LinkedHashMap<>();

    /** Adds a point; objects ascend within a series. */
    public void add(String name, int objects, double nanos) {
        series.computeIfAbsent(name, none -> new ArrayList<>())
                .add(new double[] {Math.log10(objects), Math.log10(nanos)});
    }

    /** The drawing. */
    public String toSvg() {
        Range objects = range(0);
        Range nanos = range(1);
        StringBuilder svg = new StringBuilder(4096);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        for (int power = objects.low; power <= objects.high; power++) {
            double x = x(objects, power);
            grid(svg, x, TOP, x, HEIGHT - BOTTOM);
            text(svg, x, HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        for (int power = nanos.low; power <= nanos.high; power++) {
            double y = y(nanos, power);
            grid(svg, LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 6, y + 4, "end", String.format(Locale.ROOT, "%,.0f", Math.pow(10, power)));
        }
        text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "objects");
        text(svg, LEFT - 6, TOP - 6, "end", "ns/operation");
        lines(svg, objects, nanos);
        return svg.append("</svg>\n").toString();
    }

    private void lines(StringBuilder svg, Range objects, Range nanos) {
        int number = 0;
        for (Map.Entry<String, List<double[]>> entry : series.entrySet()) {
            String color = COLORS.get(number % COLORS.size());
            StringBuilder points = new StringBuilder();
            for (double[] point : entry.getValue()) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(objects, point[0]), y(nanos, point[1])));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n",
                    color,
                    points.toString().strip()));
            int y = TOP + 20 * ++number;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
                    WIDTH - RIGHT + 20,
                    y - 6,
                    color));
            text(svg, WIDTH - RIGHT + 40, y, "start", entry.getKey());
        }
    }

    /** The powers of ten around all values of one axis. */
    private Range range(int axis) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (List<double[]> points : series.values()) {
            for (double[] point : points) {
                low = Math.min(low, point[axis]);
                high = Math.max(high, point[axis]);
            }
        }
        return new Range((int) Math.floor(low), Math.max((int) Math.floor(low) + 1, (int) Math.ceil(high)));
    }

    private record Range(int low, int high) {
        double part(double value) {
            return (value - low) / (high - low);
        }
    }

    private static double x(Range range, double value) {
        return LEFT + range.part(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(Range range, double value) {
        return HEIGHT - BOTTOM - range.part(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static void grid(StringBuilder svg, double fromX, double fromY, double toX, double toY) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                fromX,
                fromY,
                toX,
                toY));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222\">%s</text>%n",
                x,
                y,
                anchor,
                text));
    }
}

package io.spatio.benchmarks.run;

import io.spatio.benchmarks.process.JsonLine;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure, ours and where there is one a peer's: {@code name, value, unit, peer, peer_value, ratio} and fields for what
 * varies. The ratio is how many times better ours is, whether better means more or less.
 */
public final class Figure {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final double value;
    private final boolean moreIsBetter;

    private Figure(String name, double value, String unit, boolean moreIsBetter) {
        this.value = value;
        this.moreIsBetter = moreIsBetter;
        fields.put("name", name);
        fields.put("value", rounded(value));
        fields.put("unit", unit);
    }

    /** A figure of which more is better, such as operations per second. */
    public static Figure rate(String name, double value, String unit) {
        return new Figure(name, value, unit, true);
    }

    /** A figure of which less is better, such as seconds or bytes. */
    public static Figure cost(String name, double value, String unit) {
        return new Figure(name, value, unit, false);
    }

    /** A figure with the spread of its rounds. */
    public static Figure rate(String name, Measure measure, String unit) {
        return rate(name, measure.median(), unit).with("spread", rounded(measure.spread()));
    }

    /** The same with a peer. */
    public Figure against(String peer, double peerValue) {
        fields.put("peer", peer);
        fields.put("peer_value", rounded(peerValue));
        fields.put("ratio", rounded(moreIsBetter ? value / peerValue : peerValue / value));
        return this;
    }

    /** The same with a peer whose laps were paired with ours; their ratio is that of the pairs. */
    public Figure against(String peer, double peerValue, PairedRatio ratio) {
        against(peer, peerValue);
        fields.put("ratio", rounded(ratio.median()));
        fields.put("ratio_low", rounded(ratio.low()));
        fields.put("ratio_high", rounded(ratio.high()));
        fields.put("worse", ratio.isWorse());
        return this;
    }

    /** The same with a peer that was not measured, and why. */
    public Figure notMeasured(String peer, String reason) {
        fields.put("peer", peer);
        fields.put("peer_value", null);
        fields.put("ratio", null);
        fields.put("not_measured", reason);
        return this;
    }

    /** The same with another field. */
    public Figure with(String name, @Nullable Object field) {
        fields.put(name, field instanceof Double number ? rounded(number) : field);
        return this;
    }

    /** Four digits: more would be noise. */
    private static double rounded(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return number;
        }
        double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(number))));
        return Math.rint(number * scale) / scale;
    }

    /** The line. */
    public String toJson() {
        return JsonLine.write(fields);
    }
}

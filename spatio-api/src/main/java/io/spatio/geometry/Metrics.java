package io.spatio.geometry;

import io.spatio.Position;

/** Makes the {@link io.spatio.spi.Metric} that a nearest search goes by. */
public final class Metrics {
    private Metrics() {}

    /** Distances from a centre: horizontal where it has no altitude, √(haversine² + Δaltitude²) where it has one. */
    public static CenterMetric of(Position center) {
        return new CenterMetric(center);
    }
}

package io.spatio.benchmarks.structure;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.SearchVisitor;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.ItemVisitor;

/**
 * An item of JTS, whose trees keep an object beside its envelope.
 *
 * @param object its number
 * @param lon longitude in degrees
 * @param lat latitude in degrees
 */
record JtsPoint(int object, double lon, double lat) {
    Envelope envelope() {
        return new Envelope(lon, lon, lat, lat);
    }

    double degreesTo(JtsPoint other) {
        return Math.hypot(lon - other.lon, lat - other.lat);
    }

    static Envelope envelope(LonLatBox box) {
        return new Envelope(box.minLon(), box.maxLon(), box.minLat(), box.maxLat());
    }

    static ItemVisitor handingOn(SearchVisitor visitor) {
        return item -> {
            JtsPoint point = (JtsPoint) item;
            visitor.visit(point.object, point.lon, point.lat, Double.NaN);
        };
    }
}

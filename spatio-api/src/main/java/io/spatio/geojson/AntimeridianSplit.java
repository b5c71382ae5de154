package io.spatio.geojson;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;

/**
 * Cuts geometries whose longitudes run past ±180 there, as RFC 7946 §3.1.9 asks: the parts of each turn of 360° are
 * clipped and moved into −180..180.
 */
final class AntimeridianSplit {
    private AntimeridianSplit() {}

    /** The same geometry within −180..180; itself where it is. */
    static Geometry split(Geometry geometry) {
        Envelope frame = geometry.getEnvelopeInternal();
        if (frame.isNull() || (frame.getMinX() >= -180 && frame.getMaxX() <= 180)) {
            return geometry;
        }
        List<Geometry> parts = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Geometry part = geometry.getGeometryN(i);
            if (part instanceof GeometryCollection) {
                parts.add(split(part));
            } else {
                addParts(part, parts);
            }
        }
        return geometry.getFactory().buildGeometry(parts);
    }

    private static void addParts(Geometry part, List<Geometry> parts) {
        Envelope frame = part.getEnvelopeInternal();
        if (frame.isNull()) {
            return;
        }
        if (part.getDimension() == 0) {
            double lon = part.getCoordinate().x;
            parts.add(moved(part, lon > 180 ? -360 : lon < -180 ? 360 : 0));
            return;
        }
        for (double turn = -360; turn <= 360; turn += 360) {
            Envelope world = new Envelope(turn - 180, turn + 180, -90, 90);
            if (!world.intersects(frame)) {
                continue;
            }
            Geometry inside = world.contains(frame)
                    ? part
                    : part.intersection(part.getFactory().toGeometry(world));
            for (int i = 0; i < inside.getNumGeometries(); i++) {
                Geometry piece = inside.getGeometryN(i);
                // Where a shape only touches the meridian it leaves a piece of lower dimension, which lies in another.
                if (!piece.isEmpty() && piece.getDimension() == part.getDimension()) {
                    parts.add(moved(piece, -turn));
                }
            }
        }
    }

    private static Geometry moved(Geometry geometry, double degrees) {
        Geometry copy = geometry.copy();
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence sequence, int i) {
                sequence.setOrdinate(i, Coordinate.X, sequence.getX(i) + degrees);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }
}

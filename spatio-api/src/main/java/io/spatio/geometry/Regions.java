package io.spatio.geometry;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.spi.Region;
import org.locationtech.jts.geom.Geometry;

/**
 * Turns an {@link Area} into the {@link Region} that indexes search by.
 *
 * <p>The regions are exact for canonical points ({@link LonLat}), immutable and free of allocation while searching.
 * Making one costs O(1); a polygon area brings its own.
 */
public final class Regions {
    private Regions() {}

    /** The region of an area. */
    public static Region of(Area area) {
        if (area instanceof Area.Circle circle) {
            Position center = circle.center();
            return new CircleRegion(center.lon(), center.lat(), center.altOrNaN(), circle.radiusMeters());
        }
        if (area instanceof Area.Box box) {
            return new BoxRegion(box);
        }
        if (area instanceof Area.Box3d box) {
            return new AltitudeRegion(new BoxRegion(box.base()), box.minAlt(), box.maxAlt());
        }
        if (area instanceof Area.Cylinder cylinder) {
            Position center = cylinder.center();
            Region ground = new CircleRegion(center.lon(), center.lat(), Double.NaN, cylinder.radiusMeters());
            return new AltitudeRegion(ground, cylinder.minAlt(), cylinder.maxAlt());
        }
        return ((Area.PolygonArea) area).region();
    }

    /**
     * The region of a polygon that {@link Area.PolygonArea} has checked; it must not be changed afterwards. O(v log v) for v
     * vertices.
     */
    public static Region polygon(Geometry checked) {
        return new PolygonRegion(checked);
    }
}

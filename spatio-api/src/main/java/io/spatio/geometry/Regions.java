package io.spatio.geometry;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.spi.Region;

/**
 * Turns an {@link Area} into the {@link Region} that indexes search by.
 *
 * <p>The regions are exact for canonical points ({@link LonLat}), immutable and free of allocation while searching.
 * Making one costs O(1), a polygon's O(vertices · log vertices).
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
        return new PolygonRegion(((Area.PolygonArea) area).geometry());
    }
}

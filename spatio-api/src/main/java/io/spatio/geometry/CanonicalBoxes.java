package io.spatio.geometry;

import io.spatio.spi.LonLatBox;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a range of longitudes and latitudes into boxes of which exactly one holds each canonical point of the range.
 *
 * <p>Canonical points have lon in [−180, 180) and lon 0 at a pole, so a range that ends at 180 gets the meridian −180 as
 * a box of its own, and one that touches a pole away from lon 0 gets that pole as a point.
 */
final class CanonicalBoxes {
    private CanonicalBoxes() {}

    /** The boxes of a range; west &gt; east crosses the antimeridian. At most four. */
    static LonLatBox[] of(double west, double south, double east, double north) {
        if (west <= east && east < 180 && south > -90 && north < 90) {
            return new LonLatBox[] {new LonLatBox(west, south, east, north)};
        }
        List<LonLatBox> boxes = new ArrayList<>(4);
        if (west > east) {
            if (west < 180) {
                boxes.add(new LonLatBox(west, south, 180, north));
            }
            boxes.add(new LonLatBox(-180, south, east, north));
        } else if (west == 180) {
            boxes.add(new LonLatBox(-180, south, -180, north));
        } else {
            boxes.add(new LonLatBox(west, south, east, north));
            if (east == 180 && west > -180) {
                boxes.add(new LonLatBox(-180, south, -180, north));
            }
        }
        return withPoles(boxes, south == -90, north == 90);
    }

    /** Adds the poles as points where no box holds them. */
    static LonLatBox[] withPoles(List<LonLatBox> boxes, boolean southPole, boolean northPole) {
        if (southPole && !anyContains(boxes, 0, -90)) {
            boxes.add(new LonLatBox(0, -90, 0, -90));
        }
        if (northPole && !anyContains(boxes, 0, 90)) {
            boxes.add(new LonLatBox(0, 90, 0, 90));
        }
        return boxes.toArray(LonLatBox[]::new);
    }

    private static boolean anyContains(List<LonLatBox> boxes, double lon, double lat) {
        return boxes.stream().anyMatch(box -> box.contains(lon, lat));
    }
}

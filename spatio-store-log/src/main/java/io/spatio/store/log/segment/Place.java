package io.spatio.store.log.segment;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** The boxes of a region, tested with coordinates as they were stored. Immutable; any thread. */
public final class Place {
    private final LonLatBox[] boxes;

    /** The boxes of a region. */
    public Place(Region region) {
        boxes = new LonLatBox[region.boxCount()];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = region.box(i);
        }
    }

    /** Whether a point lies in a box, once it is made canonical: longitude in [−180, 180), and 0 at a pole. */
    public boolean mayContain(double lon, double lat) {
        double canonicalLon = Math.abs(lat) == 90 ? 0 : lon == 180 ? -180 : lon;
        for (LonLatBox box : boxes) {
            if (box.contains(canonicalLon, lat)) {
                return true;
            }
        }
        return false;
    }
}

package io.spatio.store.log.segment;

import io.spatio.geometry.LonLat;

/** The least and greatest of a page's or a segment's rows; positions in canonical coordinates. One thread at a time. */
final class PageBounds {
    long minTimestamp = Long.MAX_VALUE;
    long maxTimestamp = Long.MIN_VALUE;
    double minLon = Double.POSITIVE_INFINITY;
    double minLat = Double.POSITIVE_INFINITY;
    double maxLon = Double.NEGATIVE_INFINITY;
    double maxLat = Double.NEGATIVE_INFINITY;
    double minAlt = Double.POSITIVE_INFINITY;
    double maxAlt = Double.NEGATIVE_INFINITY;

    static PageBounds of(Page page) {
        PageBounds bounds = new PageBounds();
        bounds.include(page);
        return bounds;
    }

    void include(Page page) {
        for (int row = 0; row < page.rows(); row++) {
            minTimestamp = Math.min(minTimestamp, page.timestamps[row]);
            maxTimestamp = Math.max(maxTimestamp, page.timestamps[row]);
            if (!page.isDelete(row)) {
                double lat = page.lats[row];
                double lon = LonLat.canonicalLon(page.lons[row], lat);
                minLon = Math.min(minLon, lon);
                maxLon = Math.max(maxLon, lon);
                minLat = Math.min(minLat, lat);
                maxLat = Math.max(maxLat, lat);
            }
            if (page.withAlt[row]) {
                minAlt = Math.min(minAlt, page.alts[row]);
                maxAlt = Math.max(maxAlt, page.alts[row]);
            }
        }
    }

    /** The greatest float that is not above. */
    static float down(double value) {
        float near = (float) value;
        return near > value ? Math.nextDown(near) : near;
    }

    /** The least float that is not below. */
    static float up(double value) {
        float near = (float) value;
        return near < value ? Math.nextUp(near) : near;
    }
}

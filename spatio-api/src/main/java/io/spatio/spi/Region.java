package io.spatio.spi;

/**
 * The part of the world a search is about, cut into boxes of canonical coordinates: poles, antimeridian and altitude are
 * solved inside it. Immutable; any thread.
 *
 * <p>Boxes are closed and lie in lon −180..180, lat −90..90, with minLon ≤ maxLon and minLat ≤ maxLat; they are disjoint
 * for canonical points, which have lon in [−180, 180) and lon 0 at a pole: a box may be one point, such as a pole.
 */
public interface Region {
    /** Contains everything: one box, the world. */
    Region EVERYWHERE = new Region() {
        @Override
        public int boxCount() {
            return 1;
        }

        @Override
        public LonLatBox box(int i) {
            return LonLatBox.WORLD;
        }

        @Override
        public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
            return true;
        }

        @Override
        public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
            return true;
        }

        @Override
        public boolean contains(double lon, double lat, double alt) {
            return true;
        }
    };

    /** How many boxes there are: 0 to 4. */
    int boxCount();

    /** A box, 0 ≤ i &lt; {@link #boxCount}. Every contained point lies in exactly one of them. */
    LonLatBox box(int i);

    /**
     * False only when no contained point lies in the given closed box: prunes more than the boxes do, such as a circle's
     * corners.
     */
    boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat);

    /** True only when every canonical point of the given closed box is contained, at any altitude and at none. */
    boolean covers(double minLon, double minLat, double maxLon, double maxLat);

    /** The exact test for a canonical point; alt NaN when absent. */
    boolean contains(double lon, double lat, double alt);
}

package io.spatio.spi;

/** Takes the candidates of a nearest search; short, and never calls the index. */
@FunctionalInterface
public interface NearestVisitor {
    /**
     * Takes a candidate at the coordinates the index holds for it.
     *
     * @return the cut-off, in the metric's scale: places farther away need not be offered any more; at most what was
     *     returned before
     */
    double offer(int handle, double lon, double lat, double alt);
}

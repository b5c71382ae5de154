package io.spatio.spi;

/** Takes the candidates of a search; short, and never calls the index. */
@FunctionalInterface
public interface SearchVisitor {
    /**
     * Takes a candidate at the coordinates the index holds for it.
     *
     * @return whether to go on
     */
    boolean visit(int handle, double lon, double lat, double alt);
}

package io.spatio.benchmarks.contestant;

import java.util.Map;

/**
 * Something that is measured. One thread at a time.
 *
 * <p>What a contestant cannot do it refuses by {@link UnsupportedOperationException}, whose message goes into the figure.
 */
interface Contestant extends AutoCloseable {
    /** Builds the state of the world from scratch. */
    void load();

    /** The numbers of the objects within a distance, in the order of the answer. */
    int[] within(double lon, double lat, double radiusMeters);

    /** The numbers of the nearest objects, in the order of the answer. */
    int[] nearest(double lon, double lat, int k);

    /** Does a lap of work. */
    Lap run(Work work);

    /** Does anything else that only this contestant knows, and says what came of it. */
    default Map<String, Object> ask(String question, String[] arguments) {
        throw new UnsupportedOperationException("unknown question " + question + " of " + arguments.length);
    }

    @Override
    void close();
}

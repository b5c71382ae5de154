package io.spatio.spi;

import java.util.function.BiConsumer;

/** A store that can name all its objects, which makes it one that can be copied whole. */
public interface Enumerable {
    /**
     * Visits namespace and id of every object of which the store holds an event, also of those that were deleted and are
     * forgotten; not of erased ones. In any order, each once; one that is appended to for the first time meanwhile may be
     * left out.
     */
    void objects(BiConsumer<String, String> visitor);
}

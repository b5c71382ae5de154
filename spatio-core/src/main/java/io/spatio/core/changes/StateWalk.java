package io.spatio.core.changes;

import java.util.function.Consumer;

/**
 * A walk over current positions that takes no lock: a row is shown as it stood at the moment it was read, and each that was there
 * throughout is shown once. One thread at a time.
 */
public interface StateWalk {
    /**
     * Goes on.
     *
     * @param rows how many rows to look at, at most
     * @param visitor takes those that hold a position
     * @return false at the end
     */
    boolean walk(int rows, Consumer<Published> visitor);
}

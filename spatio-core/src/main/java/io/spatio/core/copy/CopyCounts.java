package io.spatio.core.copy;

/**
 * How much was copied.
 *
 * @param objects objects with at least one event
 * @param positions positions
 * @param deletes deletes
 * @param documents documents
 */
public record CopyCounts(long objects, long positions, long deletes, long documents) {
    /** Nothing yet. */
    public static final CopyCounts NONE = new CopyCounts(0, 0, 0, 0);
}

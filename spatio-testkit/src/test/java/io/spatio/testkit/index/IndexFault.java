package io.spatio.testkit.index;

/** What a scan index may do wrong. */
public enum IndexFault {
    NONE,
    /** Searches only the first box of a region. */
    BOX_WITHOUT_WRAP,
    /** Leaves out what stands at a pole. */
    POLE_FORGOTTEN,
    /** Visits an object of two boxes' corner or a moved one twice. */
    SEEN_TWICE,
    /** Ranks by degrees and stops when the k-th is beyond a squared cut-off of its own. */
    NEAREST_IN_DEGREES,
    /** Offers only what is nearer than the cut-off. */
    CUT_OFF_EXCLUDES_TIES,
    /** Keeps coordinates as floats. */
    COORDINATES_ROUNDED,
    /** Leaves the old place behind at a move. */
    MOVE_LEAVES_GHOST,
    /** Treats the eastern edge as open. */
    EDGE_EXCLUDED,
    /** Offers candidates outside the boxes. */
    VISITS_OUTSIDE,
    /** Goes on after the visitor returned false. */
    DOES_NOT_STOP,
    /** Forgets the last of a block. */
    BULK_LOSES_LAST,
    /** Counts moves as inserts. */
    SIZE_DRIFTS,
    /** Holds 4 KiB from the start. */
    FAT_WHEN_EMPTY,
    /** Publishes after the old place is gone. */
    PUBLISHES_LATE,
    /** Publishes twice at a move. */
    PUBLISHES_TWICE,
    /** Keeps an object of a thousand at clear. */
    CLEAR_LEAVES_SOME,
    /** Keeps two bytes of a handle. */
    HANDLES_IN_TWO_BYTES
}

package io.spatio.testkit.store;

/** What a list store may do wrong. */
public enum StoreFault {
    NONE,
    /** Writes all but the last event at close. */
    LAST_RECORD_DROPPED,
    /** Sorts events of equal time the wrong way round when it opens. */
    EQUAL_TIMES_SWAPPED,
    /** Writes no deletes. */
    TOMBSTONE_LOST,
    /** Joins namespace and id by "::" without more. */
    KEYS_ALIAS,
    /** Writes six decimals. */
    COORDINATES_ROUNDED,
    /** Says that nothing was left out where something was. */
    CONTIGUOUS_LIES,
    /** Keeps the first of exact repeats. */
    FIRST_REPEAT_KEPT,
    /** Keeps all repeats. */
    REPEATS_KEPT,
    /** Starts its sequences anew at the greatest that is left. */
    SEQUENCES_REUSED,
    /** Takes the end of a range as exclusive. */
    RANGE_END_EXCLUDED,
    /** Orders timestamps by their difference, which overflows. */
    ORDER_OVERFLOWS,
    /** Tests regions with raw coordinates. */
    RAW_COORDINATES_IN_SCAN,
    /** Appends the elements of a batch one by one, with room for others between them. */
    BATCH_TORN,
    /** Lets a second opener in. */
    NOT_LOCKED,
    /** Goes on after close. */
    OPEN_AFTER_CLOSE,
    /** Leaves erased events in its file until it is closed. */
    ERASED_STAYS_IN_FILE,
    /** Forgets deletes after 20 days. */
    HORIZON_TOO_SHORT,
    /** Erases an object but keeps its number. */
    NUMBER_KEPT_AT_ERASE,
    /** Lets a forgotten delete outweigh what came behind it. */
    FORGOTTEN_DELETE_WINS,
    /** Takes deletes for made when it is opened. */
    MADE_AT_LOST,
    /** Decides by its own clock what begins anew. */
    OWN_CLOCK_DECIDES,
    /** Registers what it only should look up. */
    FIND_GIVES_NUMBERS
}

package io.spatio.testkit.engine;

/** What a reference database may do wrong. */
public enum EngineFault {
    NONE,
    /** Ranks and cuts neighbours by degrees. */
    KNN_IN_DEGREES,
    /** Takes west > east for empty. */
    BOX_WITHOUT_WRAP,
    /** Cuts circles at r/(R cos φ). */
    HALF_WIDTH_TOO_NARROW,
    /** Takes the longitude of a pole seriously. */
    POLE_FORGOTTEN,
    /** Leaves the boundary of polygons out. */
    POLYGON_BOUNDARY_EXCLUDED,
    /** Measures in space from a centre without altitude. */
    ALTITUDE_TAKEN_AS_ZERO,
    /** Sorts ids by UTF-16. */
    ORDER_BY_UTF16,
    /** Gives one row more than the limit. */
    LIMIT_OFF_BY_ONE,
    /** Never says that there was more. */
    TRUNCATED_LIES,
    /** Makes room for as many rows as the limit says. */
    HUGE_LIMIT_ALLOCATES,
    /** Continues at the object instead of after it. */
    AFTER_INCLUDED,
    /** Takes an answer for finished when the object to continue after is gone. */
    AFTER_GONE_ENDS,
    /** Pages histories by timestamp alone. */
    HISTORY_PAGES_BY_TIME,
    /** Does not look at deadlines. */
    DEADLINE_IGNORED,
    /** Takes the sizes of relative boxes as degrees. */
    RELATIVE_BOX_IN_DEGREES,
    /** Hands on that GeographicLib has no number for some places across the Earth. */
    GEODESIC_WITHOUT_NUMBER,
    /** Frames all objects between −180 and 180. */
    BOUNDING_BOX_PLANAR,
    /** Joins namespace and id by "::". */
    NAMESPACES_ALIAS,
    /** Rounds to six decimals. */
    COORDINATES_ROUNDED,
    /** Lets the first of equal timestamps win. */
    FIRST_OF_EQUALS_WINS,
    /** Says APPLIED for what is stale. */
    STALE_SAYS_APPLIED,
    /** Tells 0 as the sequence of a record that is there already. */
    DUPLICATE_TELLS_NOTHING,
    /** Tells one write in fifty the sequence of the one before. */
    SEQUENCE_TOLD_TWICE,
    /** Deletes whatever the time. */
    DELETE_IGNORES_TIME,
    /** Lets any record bring a deleted object back. */
    LATE_DATA_RESURRECTS,
    /** Applies a batch up to its bad element. */
    BATCH_HALF_APPLIED,
    /** Drops altitudes of trajectories. */
    TRAJECTORY_DROPS_ALTITUDE,
    /** Keeps the history of what is erased. */
    ERASE_KEEPS_HISTORY,
    /** Breaks visits at deletes and never joins runs. */
    VISITS_OF_ONE,
    /** Recovers deleted objects. */
    TOMBSTONE_LOST,
    /** Counts the horizon of a recovered delete from opening. */
    HORIZON_FROM_OPEN,
    /** Loses its last record at close. */
    LAST_RECORD_DROPPED,
    /** Recovers the first of equal timestamps. */
    EQUAL_TIMES_SWAPPED,
    /** Changes a row in two steps that readers can see between. */
    TORN_ROW,
    /** Takes a moving object out before it puts it back. */
    MISSED_WHILE_MOVING,
    /** Shows an object twice that is erased and comes again while a query runs. */
    SEEN_AGAIN,
    /** Shows readers what stood some calls ago. */
    STALE_READS,
    /** Answers every other look-up with what it had answered before. */
    GET_FROM_CACHE,
    /** Returns from an upsert before it is visible: the next to read does not see it. */
    VISIBLE_LATE,
    /** Lets a delete come between an upsert's look at the row and its change, and does not notice. */
    DELETE_LOST,
    /** Answers after close. */
    OPEN_AFTER_CLOSE,
    /** Returns from close while a query runs. */
    CLOSE_DOES_NOT_WAIT,
    /** Takes metadata of 64 KiB whatever is configured. */
    METADATA_LIMIT_FIXED,
    /** Counts deletes of nothing. */
    COUNTS_INVENTED,
    /** Stamps writes without a time by the clock alone. */
    CLOCK_ALONE,
    /** Takes positions into account where the clock steps back, and no deletes. */
    CLOCK_BEFORE_DELETES,
    /** Lets itself be closed from inside a visitor. */
    CLOSES_IN_VISITOR,
    /** Registers the objects of a batch in memory before it checks the batch. */
    REFUSED_BATCH_SHOWS,
    /** Writes by a handle go to the object as it was when the handle was made. */
    HANDLE_ENDS,
    /** Its store writes erases into a copy that came later. */
    COPY_CARRIES_LATER_ERASES,
    /** Its store copies one half of the objects later than the other. */
    COPY_OF_TWO_MOMENTS,
    /** Its store writes when it was opened for reading alone. */
    READ_ONLY_WRITES,
    /** Shows what it may not write. */
    READ_ONLY_SHOWS_WRITES,
    /** Tells some changes before one with a lower sequence. */
    CHANGES_OUT_OF_ORDER,
    /** Tells a change before its row shows it. */
    CHANGES_BEFORE_VISIBLE,
    /** Follows from the first poll on, not from when it was asked to. */
    CHANGES_LOST_AT_START,
    /** Says that all rows were told before it tells them. */
    SYNCED_TOO_EARLY,
    /** Tells a duplicate as an update. */
    DUPLICATE_TOLD_AS_CHANGE,
    /** Drops a namespace and tells nobody. */
    DROP_WITHOUT_CHANGE,
    /** Keeps the first of the changes of an object instead of the last. */
    LATEST_FORGETS_LAST,
    /** Tells what was not told yet of an object that was erased. */
    ERASED_STILL_TOLD,
    /** Drops what a slow subscriber has no room for, and says nothing. */
    LOSS_UNTOLD,
    /** Tells nothing of what leaves an area. */
    AREA_BY_NEW_ALONE,
    /** Continues after a place of an earlier opening, without what happened before this one. */
    PLACE_OF_EARLIER_OPENING,
    /** Continues after a place that changes were dropped after, with those that are left. */
    GAP_AFTER_PLACE
}

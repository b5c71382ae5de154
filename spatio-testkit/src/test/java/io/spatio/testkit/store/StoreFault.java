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
    /** Starts its sequences again at the greatest that is left. */
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
    /** Lets a forgotten delete outweigh what came after it. */
    FORGOTTEN_DELETE_WINS,
    /** Takes deletes for made when it is opened. */
    MADE_AT_LOST,
    /** Decides by its own clock what begins again. */
    OWN_CLOCK_DECIDES,
    /** Makes the object that it is asked to read. */
    READ_MAKES_OBJECT,
    /** Gives the erase of what is not there a place in the append order. */
    ERASE_OF_NOTHING_STORED,
    /** Begins an object's state with every event of a batch whose first one begins it. */
    EVERY_EVENT_BEGINS,
    /** Takes a delete among others of a batch for a position. */
    DELETE_IN_BATCH_IS_POSITION,
    /** Appends every second event of a batch to the object whose number comes after the one it was told. */
    NUMBER_OF_ANOTHER_TRUSTED,
    /** Does not look whether a read or a scan is to end. */
    CANCELLATION_IGNORED,
    /** Writes erases into a copy that came after the events in it. */
    COPY_CARRIES_LATER_ERASES,
    /** Writes one half of the objects into a copy, and the other half as it is later. */
    COPY_OF_TWO_MOMENTS,
    /** Writes into a copy a last sequence that is below those in it. */
    COPY_FORGETS_SEQUENCE,
    /** Carries an erase out at compaction by a range of sequences that ends when it is done, not when it was asked for. */
    ERASE_BY_RANGE,
    /** Puts back at the end of a compaction what it had taken at its beginning. */
    MERGE_RESURRECTS,
    /** Walks the live list by places: gives again what a late record has moved on. */
    CURSOR_REPEATS,
    /** Walks the live list by places from the end: misses what is pushed out before it. */
    CURSOR_MISSES,
    /** Keeps no current position apart: drops the greatest event first when history is full. */
    CURRENT_DROPPED,
    /** Gives the number of an erased object to the next one. */
    NUMBERS_REUSED,
    /** Sorts by time alone once a record was late, the last of equal ones first. */
    LATE_RECORD_REVERSES_EQUALS,
    /** Keeps of a batch that it refuses the elements before the bound. */
    REFUSED_BATCH_STAYS,
    /** Writes down every erase, and does not open with more than 5,000 of them. */
    MANY_ERASES_REFUSED,
    /** Counts objects in its file with two bytes. */
    OBJECTS_IN_TWO_BYTES,
    /** Cleans up when it is refused, also what another opener has. */
    REFUSED_OPENER_UNLOCKS,
    /** Deletes the file when opening fails, as if it had made it. */
    FAILED_OPENER_DELETES,
    /** Keeps the lock when opening fails. */
    FAILED_OPENER_KEEPS_LOCK,
    /** Writes its file at the end of reading alone. */
    READ_ONLY_WRITES,
    /** Takes writes when opened for reading alone, and forgets them. */
    READ_ONLY_TAKES_WRITES,
    /** Lets a writer in beside readers. */
    READERS_NOT_COUNTED,
    /** Gives a put the number of the event before it. */
    DOCUMENT_WITHOUT_SEQUENCE,
    /** Writes all documents but the last. */
    LAST_DOCUMENT_DROPPED,
    /** Orders keys by their UTF-16 units. */
    DOCUMENTS_ORDERED_BY_UTF16,
    /** Removes the documents whose keys begin with the name of a namespace that is erased. */
    DOCUMENTS_ERASED_WITH_NAMESPACE,
    /** Takes the present document away before it finds that there is no room for the next. */
    REFUSED_DOCUMENT_REMOVES,
    /** Keeps the caller's array. */
    DOCUMENT_NOT_COPIED,
    /** Gives a remove of nothing a number. */
    REMOVE_OF_NO_DOCUMENT_STORED,
    /** Writes no file at a compaction. */
    REPLACED_DOCUMENT_STAYS_IN_FILE,
    /** Copies events first and documents a while later. */
    COPY_OF_LATER_DOCUMENTS
}

package io.spatio.store.log.segment;

import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.codec.ByteSource;

/** Sizes and marks of a segment file; docs/format/segment.md shows them as tables. */
final class SegmentFormat {
    /** "SPATIOSG" as little-endian bytes. */
    static final long MAGIC = 0x47534F4954415053L;

    static final int MAJOR = 2;
    static final int MINOR = 0;

    static final int HEADER_BYTES = 64;
    static final int TRAILER_BYTES = 32;

    /** "PAGE" as little-endian bytes, before the length and the checksum of a page. */
    static final int PAGE_MAGIC = 0x45474150;

    static final int PAGE_HEADER_BYTES = 12;
    static final int PAGE_MOST_ROWS = 1024;

    /** A page's length, header included, must fit the index; one row with the largest metadata does. */
    static final int PAGE_MOST_BYTES = (1 << 22) - 1;

    /** What a page's distinct metadata may have together, unless it is of one row only. */
    static final int PAGE_MOST_METADATA = 32 << 10;

    /** The most metadata one row may have. */
    static final int ROW_MOST_METADATA = 1 << 20;

    static final int INDEX_ENTRY_BYTES = 64;

    /** How many objects are in a group of front-coded names. */
    static final int DICTIONARY_GROUP = 16;

    /** A section is held in one array. */
    static final int SECTION_MOST_BYTES = Integer.MAX_VALUE - 1024;

    /** What the names of one segment may take, so that its dictionary is a section. */
    static final long NAMES_MOST_BYTES = SECTION_MOST_BYTES - 64;

    static final int FOOTER_MOST_BYTES = 4096;

    private SegmentFormat() {}

    static void checkMagic(long magic, String what) {
        if (magic != MAGIC) {
            throw ByteSource.damaged(what + " has another mark: is it a segment?");
        }
    }

    static void checkVersion(int major) {
        if (major != MAJOR) {
            throw new UnsupportedFormatException(
                    "segment format is not one this version reads: found=" + major
                            + " accepted=" + MAJOR + "; "
                            + (major > MAJOR
                                    ? "use a newer version of the library"
                                    : "no release wrote it: export the database with the version that did, and import it here"));
        }
    }
}

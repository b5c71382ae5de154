package io.spatio.formats.track;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The records of one input, in its order, in memory bounded by the longest legal record. One thread. Closing
 * it closes the input.
 */
public interface TrackReader extends Closeable {
    /** The format that is read. */
    TrackFormat format();

    /** How the input is understood, for people to check: which column is what and why, which were passed over. */
    List<String> choices();

    /**
     * The next record; empty at the end.
     *
     * @throws IOException when the input cannot be read further
     * @throws FileFormatException when what follows cannot be told apart into records
     */
    Optional<TrackRecord> next() throws IOException;

    /** What people should know about the records read so far, such as how many lie at 0,0. */
    List<String> remarks();
}

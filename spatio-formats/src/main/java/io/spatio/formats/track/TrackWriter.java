package io.spatio.formats.track;

import io.spatio.Metadata;
import io.spatio.Position;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in one format. What it wrote, the reader of the format takes back bit for bit where the format can hold
 * it. One thread.
 */
public interface TrackWriter extends Closeable {
    /**
     * Writes where an object was.
     *
     * @throws IOException when the output cannot be written
     */
    void position(String objectId, Instant timestamp, Position position, Metadata metadata) throws IOException;

    /**
     * Writes that an object was deleted.
     *
     * @param madeAt when the delete was made, null when that is not remembered
     * @throws IOException when the output cannot be written
     */
    void delete(String objectId, Instant timestamp, @Nullable Instant madeAt) throws IOException;

    /** Writes what is still held back and the end of the text, flushes, and leaves the output open. */
    @Override
    void close() throws IOException;
}

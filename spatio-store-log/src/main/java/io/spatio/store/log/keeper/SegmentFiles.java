package io.spatio.store.log.keeper;

import io.spatio.store.log.io.Io;
import io.spatio.store.log.segment.SegmentHeader;
import io.spatio.store.log.segment.SegmentReader;
import io.spatio.store.log.segment.SegmentWriter;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes segment files. One thread at a time. */
public final class SegmentFiles {
    /** Puts rows into a writer. */
    public interface Rows {
        /** Adds all. */
        void writeTo(SegmentWriter writer) throws IOException;
    }

    private final Io io;
    private final Path directory;

    /** The segments of a directory. */
    public SegmentFiles(Io io, Path directory) {
        this.io = io;
        this.directory = directory;
    }

    static String name(SegmentHeader header) {
        return "seg-" + header.minSequence() + "-" + header.maxSequence() + "-" + header.level() + ".sps";
    }

    /** Where the segment of a header stands. */
    Path path(SegmentHeader header) {
        return directory.resolve(name(header));
    }

    /**
     * Writes a segment, on stable storage under its name when this returns; empty where there are no rows. Where the rows,
     * the disk or memory fail before it has its name, nothing is left of the file.
     */
    public Optional<OpenSegment> write(SegmentHeader header, Rows rows) throws IOException {
        Path path = path(header);
        Path temporary = directory.resolve(name(header) + ".tmp");
        if (io.exists(temporary)) {
            io.delete(temporary);
        }
        boolean empty;
        try (SegmentWriter writer = SegmentWriter.create(io, temporary, header)) {
            rows.writeTo(writer);
            empty = writer.rows() == 0;
            if (!empty) {
                writer.finish();
            }
        } catch (IOException | RuntimeException | Error e) {
            remove(temporary, e);
            throw e;
        }
        if (empty) {
            io.delete(temporary);
            return Optional.empty();
        }
        io.rename(temporary, path);
        io.forceDirectory(directory);
        return Optional.of(new OpenSegment(SegmentReader.open(io, path)));
    }

    /** What cannot be removed now is removed at the next opening. */
    private void remove(Path temporary, Throwable because) {
        try {
            if (io.exists(temporary)) {
                io.delete(temporary);
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}

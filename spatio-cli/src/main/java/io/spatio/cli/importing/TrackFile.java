package io.spatio.cli.importing;

import io.spatio.cli.command.Failure;
import io.spatio.formats.TrackFiles;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackReader;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is being read, with the name that messages call it. */
final class TrackFile implements Closeable {
    private final String name;
    private final Counted counted;
    private final TrackReader reader;

    private TrackFile(String name, Counted counted, TrackReader reader) {
        this.name = name;
        this.counted = counted;
        this.reader = reader;
    }

    /** Opens a file so far that it is known how it is understood; one that cannot be is refused. */
    static TrackFile open(Path path, ReadOptions options) {
        try {
            if (Files.isDirectory(path)) {
                throw Failure.error(path + " is a directory: name the files in it");
            }
            // Not a channel: those cannot read from a pipe, which a shell may hand over as a file.
            return open(path.toString(), new FileInputStream(path.toFile()), options);
        } catch (IOException e) {
            throw Failure.io("cannot read " + path, e);
        }
    }

    /** The same for what comes from elsewhere. */
    static TrackFile open(String name, InputStream in, ReadOptions options) {
        Counted counted = new Counted(in);
        try {
            return new TrackFile(name, counted, TrackFiles.open(counted, options));
        } catch (FileFormatException e) {
            throw refused(name, e);
        } catch (IOException e) {
            throw Failure.io("cannot read " + name, e);
        }
    }

    /** What a reader cannot go on with, and in which file. */
    static Failure refused(String name, FileFormatException e) {
        return Failure.error(name + ": " + e.text(), e);
    }

    /** As messages call it. */
    String name() {
        return name;
    }

    TrackReader reader() {
        return reader;
    }

    /** Bytes of the file read so far, packed as they are. */
    long bytesRead() {
        return counted.bytes;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}

package io.spatio.cli.importing;

import io.spatio.cli.command.Failure;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A CSV file that is being read, gzipped or not, after its header line. */
final class CsvFile implements Closeable {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final Counted counted;
    private final CsvReader reader;
    private final List<String> header;

    private CsvFile(String name, Counted counted, CsvReader reader, List<String> header) {
        this.name = name;
        this.counted = counted;
        this.reader = reader;
        this.header = header;
    }

    /** Opens a file and reads its header line; a file that has none is refused. */
    static CsvFile open(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw Failure.error(path + " is a directory: name the files in it");
            }
            // Not a channel: those cannot read from a pipe, which a shell may hand over as a file.
            return open(path.toString(), new FileInputStream(path.toFile()));
        } catch (IOException e) {
            throw Failure.io("cannot read " + path, e);
        }
    }

    /** The same for what comes from elsewhere. */
    static CsvFile open(String name, InputStream in) {
        Counted counted = new Counted(in);
        try {
            try {
                return opened(name, counted);
            } catch (IOException | RuntimeException e) {
                counted.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failure.io("cannot read " + name, e);
        }
    }

    private static CsvFile opened(String name, Counted counted) throws IOException {
        CsvReader reader = new CsvReader(withoutByteOrderMark(name, unpacked(counted)));
        Optional<CsvRow> first = reader.next();
        if (first.isEmpty()) {
            throw Failure.error(name + " is empty: the first line must name the columns");
        }
        if (first.get() instanceof CsvRow.Malformed malformed) {
            throw Failure.error(name + ":" + malformed.line() + ": header: " + malformed.reason());
        }
        List<String> header = ((CsvRow.Cells) first.get()).cells();
        char separator = Separators.guess(header);
        reader.separator(separator);
        return new CsvFile(name, counted, reader, Separators.split(header, separator));
    }

    /** By the first bytes, not the name. */
    private static InputStream unpacked(InputStream in) throws IOException {
        PushbackInputStream peek = new Pushback(new BufferedInputStream(in, BUFFER_BYTES));
        byte[] magic = peek.readNBytes(2);
        peek.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == GZIP_FIRST && (magic[1] & 0xff) == GZIP_SECOND;
        return gzip ? new GZIPInputStream(peek, BUFFER_BYTES) : peek;
    }

    private static InputStream withoutByteOrderMark(String name, InputStream in) throws IOException {
        PushbackInputStream peek = new PushbackInputStream(in, 3);
        byte[] mark = peek.readNBytes(3);
        int first = mark.length > 1 ? (mark[0] & 0xff) << 8 | (mark[1] & 0xff) : 0;
        if (first == 0xfeff || first == 0xfffe) {
            throw Failure.error(name + " is UTF-16: convert it to UTF-8 first");
        }
        boolean utf8Mark = first == 0xefbb && mark.length == 3 && (mark[2] & 0xff) == 0xbf;
        if (!utf8Mark) {
            peek.unread(mark);
        }
        return peek;
    }

    /** As messages call it. */
    String name() {
        return name;
    }

    /** The names of the columns. */
    List<String> header() {
        return header;
    }

    /** The next row; empty at the end. */
    Optional<CsvRow> next() throws IOException {
        return reader.next();
    }

    /** Bytes of the file read so far, packed as they are. */
    long bytesRead() {
        return counted.bytes;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /**
     * Tells for sure whether it has ended. A pipe says that nothing is available when it only waits, which the reader of gzip
     * takes for the end, so that it would pass over whatever is joined after the first part.
     */
    private static final class Pushback extends PushbackInputStream {
        Pushback(InputStream in) {
            super(in, 2);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return super.available();
        }
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
            bytes += Math.max(0, read);
            return read;
        }
    }
}

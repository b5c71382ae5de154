package io.spatio.store.log.segment;

import static java.util.Objects.requireNonNull;

import io.spatio.Identifiers;
import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.io.Io;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment from front to back. Write to a temporary name, {@link #finish}, then rename: a file without its
 * trailer is no segment. One thread at a time.
 *
 * <p>Memory: a page, 64 bytes for each page written, and the names, front-coded: about a fortieth of the file.
 */
public final class SegmentWriter implements Closeable {
    /** Where the next object begins, a page this full ends. */
    private static final int ROWS_AT_BORDER = 384;

    private static final int TARGET_ROWS = 512;
    private static final byte[] NO_METADATA = new byte[0];

    private final Io.WritableFile file;
    private final SegmentHeader header;
    private final PageBody body;
    private final Page page = new Page();
    private final PageCodec codec;
    private final ByteSink bytes = new ByteSink(16 << 10);
    private final ByteSink index = new ByteSink(4 << 10);
    private final DictionaryBuilder dictionary = new DictionaryBuilder();
    private final PageBounds bounds = new PageBounds();
    private @Nullable String pendingNamespace;
    private String pendingId = "";
    private long pendingIncarnation;
    private long lastTimestamp;
    private long position;
    private long rows;
    private int pages;
    private boolean finished;
    /** Whether the first row of the page is tied with the last one of the page before. */
    private boolean tiedBefore;

    private SegmentWriter(Io.WritableFile file, SegmentHeader header) {
        this.file = file;
        this.header = header;
        this.body = new PageBody(header);
        this.codec = body.codec();
    }

    /** Begins a file that must not exist. */
    public static SegmentWriter create(Io io, Path path, SegmentHeader header) throws IOException {
        SegmentWriter writer = new SegmentWriter(io.create(path), header);
        try {
            byte[] start = header.encode();
            writer.write(start, start.length);
            return writer;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Begins an object, an incarnation of an id, greater than all before by namespace and id; without rows it leaves no trace.
     *
     * @throws IllegalArgumentException when a name is not legal
     */
    public void beginObject(String namespace, String objectId, long incarnation) {
        pendingNamespace = Identifiers.requireNamespace(namespace);
        pendingId = Identifiers.requireObjectId(objectId);
        pendingIncarnation = incarnation;
    }

    /**
     * Adds the event that a track stands on, of the object begun, at or after the timestamp of the one before; of a delete,
     * position and metadata do not count. Its metadata does not change until the writer is finished.
     *
     * @throws IllegalArgumentException when it is out of order or has more metadata than 1 MiB
     */
    public void add(Track event) throws IOException {
        long timestampMicros = event.timestampMicros();
        byte[] blob = event.isDelete() ? NO_METADATA : event.metadata();
        if (blob.length > SegmentFormat.ROW_MOST_METADATA) {
            throw new IllegalArgumentException("metadata has " + blob.length + " bytes: the most is 1 MiB");
        }
        boolean first = pendingNamespace != null;
        if (first) {
            beginRun();
        } else if (dictionary.objects() == 0 || timestampMicros < lastTimestamp) {
            throw new IllegalArgumentException(
                    "rows are not ascending: timestampMicros=" + timestampMicros + " after " + lastTimestamp);
        }
        if (page.rows() >= TARGET_ROWS
                || (page.rows() > 0 && page.metadata.blobBytesWith(blob) > SegmentFormat.PAGE_MOST_METADATA)) {
            endPage(!first && timestampMicros == lastTimestamp);
        }
        page.ties.note(page.rows(), event.sequence(), event.sequenceSpan());
        page.add(
                dictionary.objects() - 1,
                timestampMicros,
                event.isDelete(),
                event.lon(),
                event.lat(),
                event.alt(),
                blob);
        lastTimestamp = timestampMicros;
        rows++;
    }

    /** Adds all events of a track. */
    public void addAll(Track track) throws IOException {
        while (track.next()) {
            add(track);
        }
    }

    /** How many events were added. */
    public long rows() {
        return rows;
    }

    /** How many bytes were written; those of the page being filled come on top. */
    public long fileBytes() {
        return position;
    }

    /**
     * Writes what is left, forces all bytes and closes the file, which the caller then renames into place.
     *
     * @throws IllegalStateException when there are more rows than places in the append order
     */
    public SegmentSummary finish() throws IOException {
        if (rows - 1 > header.maxSequence() - header.minSequence()) {
            throw new IllegalStateException("more rows than sequence numbers: rows=" + rows + " " + header);
        }
        endPage(false);
        long pagesEnd = position;
        ByteSink footer = new ByteSink(256);
        int objects = dictionary.objects();
        SegmentSummary summary = new SegmentSummary(
                header,
                rows,
                pages,
                objects,
                dictionary.maxIncarnation(),
                bounds.minTimestamp,
                bounds.maxTimestamp,
                bounds.minLon,
                bounds.minLat,
                bounds.maxLon,
                bounds.maxLat,
                0,
                0);
        summary.writeTo(footer);
        writeSection(index, pagesEnd, footer);
        writeSection(dictionary.finish(), position, footer);
        return seal(footer);
    }

    /** Closes the file; what is not finished is no segment. A second call does nothing. */
    @Override
    public void close() throws IOException {
        page.metadata.close();
        if (!finished) {
            finished = true;
            file.close();
        }
    }

    private SegmentSummary seal(ByteSink footer) throws IOException {
        SegmentTrailer trailer =
                new SegmentTrailer(position, footer.size(), Checksums.crc32c(footer.array(), 0, footer.size()));
        write(footer.array(), footer.size());
        byte[] end = trailer.encode();
        write(end, end.length);
        file.force();
        close();
        return SegmentFooter.decode(footer.toByteArray(), trailer, position).summary();
    }

    private void beginRun() throws IOException {
        dictionary.add(requireNonNull(pendingNamespace), pendingId, pendingIncarnation);
        pendingNamespace = null;
        if (page.rows() >= ROWS_AT_BORDER) {
            endPage(false);
        }
    }

    private void endPage(boolean tiedNext) throws IOException {
        if (page.rows() == 0) {
            return;
        }
        page.ties.find(page, tiedBefore, tiedNext);
        tiedBefore = tiedNext;
        bytes.clear();
        bytes.writeInt32(SegmentFormat.PAGE_MAGIC);
        bytes.writeZeros(SegmentFormat.PAGE_HEADER_BYTES - Integer.BYTES);
        codec.encode(page, bytes);
        int length = bytes.size();
        int crc = body.checksum(bytes.array(), length);
        bytes.putInt32(4, length);
        bytes.putInt32(8, crc);
        PageIndex.write(page, position, length, crc, index);
        write(bytes.array(), length);
        bounds.include(page);
        page.clear();
        pages++;
    }

    private void writeSection(ByteSink section, long offset, ByteSink footer) throws IOException {
        footer.writeInt64(offset);
        footer.writeInt64(section.size());
        footer.writeInt32(Checksums.crc32c(section.array(), 0, section.size()));
        write(section.array(), section.size());
    }

    private void write(byte[] source, int length) throws IOException {
        file.write(source, 0, length);
        position += length;
    }
}

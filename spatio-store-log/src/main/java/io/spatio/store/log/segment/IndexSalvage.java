package io.spatio.store.log.segment;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;
import java.util.Arrays;

/**
 * Rebuilds the page index from the pages, where the file's own is damaged: finds each page by its mark, length and
 * checksum. Damaged pages are told and passed over. O(file).
 */
final class IndexSalvage {
    private static final int CHUNK_BYTES = 1 << 16;

    private final SegmentFile file;
    private final long end;
    private final int objects;
    private final Damage damage;
    private final ByteSink index = new ByteSink(4096);
    private final Page page = new Page();
    private final PageCodec codec;
    private final PageBody body;
    private int lastObject;

    IndexSalvage(SegmentFile file, SegmentFooter footer, Damage damage) {
        this.file = file;
        this.damage = damage;
        body = new PageBody(footer.summary().header());
        codec = body.codec();
        end = footer.index().offset();
        objects = footer.summary().objects();
    }

    PageIndex salvage() {
        long position = SegmentFormat.HEADER_BYTES;
        int pages = 0;
        while (position < end) {
            int length = readPage(position);
            if (length > 0) {
                pages++;
                position += length;
            } else {
                long next = nextMark(position + 1);
                damage.found(file.located(
                        new StoreCorruptException("no whole page here"),
                        "offset=" + position + " bytes=" + (next - position)));
                position = next;
            }
        }
        return new PageIndex(Arrays.copyOf(index.array(), index.size() + ByteSource.SLACK), pages);
    }

    /** Adds the page at a position and returns its length, 0 when there is none. */
    private int readPage(long position) {
        if (end - position <= SegmentFormat.PAGE_HEADER_BYTES) {
            return 0;
        }
        ByteSource header = new ByteSource(
                file.read(position, SegmentFormat.PAGE_HEADER_BYTES), 0, SegmentFormat.PAGE_HEADER_BYTES);
        int mark = header.readInt32();
        int length = header.readInt32();
        int crc = header.readInt32();
        boolean plausible = mark == SegmentFormat.PAGE_MAGIC
                && length > SegmentFormat.PAGE_HEADER_BYTES
                && length <= Math.min(SegmentFormat.PAGE_MOST_BYTES, end - position);
        if (!plausible) {
            return 0;
        }
        try {
            codec.decode(body.check(file.read(position, length), length, crc), page);
        } catch (StoreCorruptException e) {
            return 0;
        }
        // Objects ascend: metadata that looks like a page would be out of place.
        if (page.firstObject < lastObject || page.lastObject() >= objects) {
            return 0;
        }
        lastObject = page.lastObject();
        PageIndex.write(page, position, length, crc, index);
        return length;
    }

    private long nextMark(long from) {
        for (long chunk = from; chunk < end; chunk += CHUNK_BYTES) {
            int length = (int) Math.min(CHUNK_BYTES + 3L, end - chunk);
            byte[] bytes = file.read(chunk, length);
            for (int i = 0; i + Integer.BYTES <= length; i++) {
                if (new ByteSource(bytes, i, length).readInt32() == SegmentFormat.PAGE_MAGIC) {
                    return chunk + i;
                }
            }
        }
        return end;
    }
}

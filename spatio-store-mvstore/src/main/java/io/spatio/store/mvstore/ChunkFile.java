package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.SFChunk;
import org.h2.mvstore.SingleFileStore;

/**
 * H2's file with a look at the header of its newest chunk, which no checksum covers. From the counts there H2 reckons when
 * a chunk holds nothing alive any more and may be overwritten, so a flipped bit in them, harmless to every read, costs
 * records at some later write.
 */
final class ChunkFile extends SingleFileStore {
    private static final int BLOCK_BYTES = 4096;
    private static final int PAGE_ENTRY_BYTES = Long.BYTES;
    private static final int NUMBER_IS_MISSING = -1;

    ChunkFile() {
        super(new HashMap<>()); // every setting as H2 has it
    }

    /** Compares the counts in the newest chunk's header with the chunk's own table of pages. */
    void checkNewestChunk() {
        SFChunk chunk = lastChunk;
        if (chunk == null) {
            return;
        }
        Map<String, String> header = DataUtils.parseMap(chunk.asString());
        long pages = DataUtils.readHexLong(header, "pages", NUMBER_IS_MISSING);
        long tableOffset = DataUtils.readHexLong(header, "toc", NUMBER_IS_MISSING);
        long chunkBytes = (long) chunk.len * BLOCK_BYTES;
        if (pages <= 0 || tableOffset <= 0 || pages > (chunkBytes - tableOffset) / PAGE_ENTRY_BYTES) {
            throw damaged(chunk);
        }
        ByteBuffer table =
                readFully(chunk, chunk.block * BLOCK_BYTES + tableOffset, Math.toIntExact(pages * PAGE_ENTRY_BYTES));
        long bytes = 0;
        long end = 0;
        boolean exact = true;
        for (int i = 0; i < pages; i++) {
            long entry = table.getLong(i * PAGE_ENTRY_BYTES);
            int offset = DataUtils.getPageOffset(entry);
            if (offset <= end || offset >= tableOffset) {
                throw damaged(chunk);
            }
            end = offset;
            int pageBytes = DataUtils.getPageMaxLength(entry);
            exact &= pageBytes != DataUtils.PAGE_LARGE; // the length of such a page stands in itself
            bytes += pageBytes;
        }
        if (exact ? bytes != chunk.maxLen : bytes > chunk.maxLen) {
            throw damaged(chunk);
        }
    }

    private static DamagedException damaged(SFChunk chunk) {
        return new DamagedException("the header of the newest chunk does not fit its pages: " + chunk.asString());
    }
}

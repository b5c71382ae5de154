package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Bytes as they are or deflated, whichever is shorter. */
final class Packing {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    /** Below this, deflating gains less than its time is worth. */
    private static final int MIN_BYTES = 256;

    private Packing() {}

    /** How much time to take. */
    enum Effort {
        /** For what is written again soon: only metadata, which repeats itself, is worth it. */
        METADATA,
        /** For what stays. */
        ALL
    }

    static void put(WriteBuffer out, WriteBuffer body, int metadataBytes, Effort effort) {
        int length = body.position();
        byte[] bytes = new byte[length];
        body.getBuffer().get(0, bytes);
        boolean all = effort == Effort.ALL;
        if (length >= MIN_BYTES && (all || 4L * metadataBytes > length)) {
            Deflater deflater = new Deflater(all ? Deflater.DEFAULT_COMPRESSION : Deflater.BEST_SPEED, true);
            try {
                deflater.setInput(bytes);
                deflater.finish();
                byte[] deflated = new byte[length];
                int deflatedLength = deflater.deflate(deflated);
                if (deflater.finished()) {
                    out.put(DEFLATED).putVarInt(length);
                    out.put(deflated, 0, deflatedLength);
                    return;
                }
            } finally {
                deflater.end();
            }
        }
        out.put(PLAIN).put(bytes);
    }

    /** The bytes, whose checksum was tested before. */
    static ByteBuffer get(ByteBuffer in) {
        byte form = in.get();
        if (form == PLAIN) {
            return in;
        }
        if (form != DEFLATED) {
            throw new DamagedException("a value has the unknown form " + form);
        }
        byte[] bytes = new byte[DataUtils.readVarInt(in)];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(in);
            if (inflater.inflate(bytes) != bytes.length) {
                throw new DamagedException("a value ends too soon");
            }
        } catch (DataFormatException e) {
            throw new DamagedException("a value cannot be inflated: " + e.getMessage());
        } finally {
            inflater.end();
        }
        return ByteBuffer.wrap(bytes);
    }
}

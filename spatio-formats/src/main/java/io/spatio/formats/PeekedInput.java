package io.spatio.formats;

import io.spatio.formats.track.FileFormatException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** An input, unpacked where it is packed, without a byte order mark, whose begin can be looked at. One thread. */
final class PeekedInput extends FilterInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_PEEKED = 1 << 16;

    private PeekedInput(InputStream in) {
        super(in);
    }

    static PeekedInput open(InputStream in) throws IOException {
        return new PeekedInput(new BufferedInputStream(withoutByteOrderMark(unpacked(in)), MOST_PEEKED));
    }

    /** By the first bytes, not the name. */
    private static InputStream unpacked(InputStream in) throws IOException {
        PushbackInputStream peek = new PushbackInputStream(new BufferedInputStream(in, BUFFER_BYTES), 2);
        byte[] magic = peek.readNBytes(2);
        peek.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        return gzip ? new GZIPInputStream(new SureOfItsEnd(peek), BUFFER_BYTES) : peek;
    }

    private static InputStream withoutByteOrderMark(InputStream in) throws IOException {
        PushbackInputStream peek = new PushbackInputStream(in, 3);
        byte[] mark = peek.readNBytes(3);
        int first = mark.length > 1 ? (mark[0] & 0xff) << 8 | (mark[1] & 0xff) : 0;
        if (first == 0xfeff || first == 0xfffe) {
            throw new FileFormatException("it is UTF-16: convert it to UTF-8 first");
        }
        boolean utf8Mark = first == 0xefbb && mark.length == 3 && (mark[2] & 0xff) == 0xbf;
        if (!utf8Mark) {
            peek.unread(mark);
        }
        return peek;
    }

    /**
     * Looks at the begin, which stays to be read.
     *
     * @param enough tells whether the bytes so far are; else there are as many as there are, or 64 KiB
     */
    byte[] peek(Enough enough) throws IOException {
        in.mark(MOST_PEEKED);
        byte[] bytes = new byte[MOST_PEEKED];
        int length = 0;
        while (length < MOST_PEEKED && !enough.of(bytes, length)) {
            int read = in.read(bytes, length, Math.min(1 << 12, MOST_PEEKED - length));
            if (read < 0) {
                break;
            }
            length += read;
        }
        in.reset();
        return java.util.Arrays.copyOf(bytes, length);
    }

    /** Whether the first {@code length} bytes say enough, so that a pipe need not be waited for. */
    @FunctionalInterface
    interface Enough {
        boolean of(byte[] bytes, int length);
    }

    /**
     * Tells for sure whether it has ended. A pipe says that nothing is available when it only waits, which the reader of gzip
     * takes for the end, so that it would pass over whatever is joined after the first part.
     */
    private static final class SureOfItsEnd extends PushbackInputStream {
        SureOfItsEnd(InputStream in) {
            super(in, 1);
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
}

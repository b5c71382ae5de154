package io.spatio.cli.shell;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of UTF-8 from a stream, ended by a line feed, before which a carriage return may stand.
 *
 * <p>A byte order mark at the beginning, as editors and other shells write it, is no part of the first line. A line that is
 * not UTF-8 is refused: an id that lost its characters on the way would name another object.
 */
final class PlainLines implements Lines {
    /** Four times the largest metadata: escaped, it still fits. */
    private static final int MAX_BYTES = 4 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private boolean begun;

    PlainLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    @Override
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (++length <= MAX_BYTES) {
                line.write(b);
            }
        }
        boolean first = !begun;
        begun = true;
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException("the line has " + length + " bytes: the most is " + MAX_BYTES);
        }
        String text = decoded(line.toByteArray());
        if (first && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length());
        }
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private static String decoded(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the line is not UTF-8: convert the input first", e);
        }
    }

    @Override
    public void close() {
        // Standard input is the process's own.
    }
}

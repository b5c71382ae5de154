package io.spatio.formats.json;

import java.nio.charset.StandardCharsets;

/** Tells from the begin of a text of JSON whether it is one document or a value on each line. */
public final class FirstValue {
    /** What stands before each value of a text sequence (RFC 7464). */
    public static final byte RECORD_SEPARATOR = 0x1e;

    private FirstValue() {}

    /** Whether the value that begins at {@code from} has ended before {@code length}, and its line with it. */
    public static boolean hasEnded(byte[] bytes, int from, int length) {
        int end = end(bytes, from, length);
        for (int i = end; end >= 0 && i < length; i++) {
            if (bytes[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the value that begins at {@code from} ends on its line and is a record by itself, so that each line is one; a
     * document may stand on one line, too.
     */
    public static boolean isLine(byte[] bytes, int from) {
        int end = end(bytes, from, bytes.length);
        if (end < 0 || bytes[from] == '[') {
            return false;
        }
        String first = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (first.indexOf('\n') >= 0 || first.matches("(?s).*\"type\"\\s*:\\s*\"FeatureCollection\".*")) {
            return false;
        }
        for (int i = end; i < bytes.length && bytes[i] != '\n'; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The index after the value, negative where it does not end. */
    private static int end(byte[] bytes, int from, int length) {
        JsonScan scan = new JsonScan();
        for (int i = from; i < length; i++) {
            scan.accept(bytes[i]);
            if (scan.depth() == 0 && !scan.inString()) {
                return i + 1;
            }
        }
        return -1;
    }
}

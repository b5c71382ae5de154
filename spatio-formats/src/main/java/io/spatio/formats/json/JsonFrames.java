package io.spatio.formats.json;

import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text of JSON into the texts of its records, in memory bounded by the longest legal one: each line, each value of a
 * sequence, each Feature of a document. One thread.
 *
 * <p>A parser that reads on after a fault does not exist; but where the next record begins can be told all the same, by the
 * line, the separator or the brackets, so that a bad record costs itself alone. What is within brackets is not looked at.
 */
final class JsonFrames implements Closeable {
    static final int MAX_RECORD_BYTES = 8 << 20;
    private static final byte[] FEATURES = "\"features\"".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long line = 1;
    private long column;

    private final Framing framing;
    private Collection collection = Collection.NONE;
    private byte[] record = new byte[1 << 12];
    private int length;
    private boolean tooLong;

    /** What a record is. */
    enum Framing {
        LINES,
        SEQUENCE,
        DOCUMENT
    }

    /** What is open around the next record of a document. */
    private enum Collection {
        NONE,
        ARRAY,
        FEATURES
    }

    /**
     * The text of one record.
     *
     * @param bytes the text; empty where it is too long to be one
     * @param place where it begins
     */
    record Frame(byte[] bytes, Place place) {}

    JsonFrames(InputStream in, Framing framing) {
        this.in = in;
        this.framing = framing;
    }

    /** The next record; empty at the end. */
    Optional<Frame> next() throws IOException {
        return switch (framing) {
            case LINES -> delimited('\n');
            case SEQUENCE -> delimited(FirstValue.RECORD_SEPARATOR);
            case DOCUMENT -> document();
        };
    }

    private Optional<Frame> delimited(int delimiter) throws IOException {
        begin();
        Place place = new Place(line, framing == Framing.LINES ? 0 : 1);
        boolean blank = true;
        for (int b = read(); b >= 0; b = read()) {
            if (b != delimiter) {
                if (blank && !isBlank(b)) {
                    blank = false;
                    place = new Place(line, framing == Framing.LINES ? 0 : column);
                }
                if (!blank) {
                    append(b);
                }
            } else if (!blank) {
                return Optional.of(frame(place));
            }
        }
        return blank ? Optional.empty() : Optional.of(frame(place));
    }

    private Optional<Frame> document() throws IOException {
        while (true) {
            Frame next;
            if (collection == Collection.NONE) {
                int first = firstOf("");
                if (first < 0) {
                    return Optional.empty();
                }
                next = root(first);
            } else {
                next = element();
            }
            if (next != null) {
                return Optional.of(next);
            }
        }
    }

    /** A value at the outermost level; null where it is a collection, whose elements come next. */
    private @Nullable Frame root(int first) throws IOException {
        Place place = new Place(line, column);
        if (first == '[') {
            collection = Collection.ARRAY;
            return null;
        }
        if (first != '{') {
            throw new FileFormatException(place + ": a JSON object or array is expected here");
        }
        JsonScan scan = new JsonScan();
        begin();
        for (int b = first; b >= 0; b = read()) {
            scan.accept((byte) b);
            if (b == '[' && scan.depth() == 2 && !scan.inString() && endsWithFeatures()) {
                requireDegrees();
                collection = Collection.FEATURES;
                return null;
            }
            append(b);
            if (scan.depth() == 0 && !scan.inString()) {
                return frame(place);
            }
        }
        throw endsEarly(place);
    }

    /** Whether what is gathered ends with the name of the member that holds the features. */
    private boolean endsWithFeatures() {
        int to = withoutBlanks(length);
        if (to == 0 || record[to - 1] != ':') {
            return false;
        }
        to = withoutBlanks(to - 1);
        int from = to - FEATURES.length;
        if (from < 1 || !Arrays.equals(record, from, to, FEATURES, 0, FEATURES.length)) {
            return false;
        }
        byte before = record[withoutBlanks(from) - 1];
        return before == '{' || before == ',';
    }

    private int withoutBlanks(int to) {
        int index = to;
        while (index > 0 && isBlank(record[index - 1])) {
            index--;
        }
        return index;
    }

    /** An element of a collection; null where that has ended. */
    private @Nullable Frame element() throws IOException {
        int first = firstOf(",");
        Place place = new Place(line, column);
        if (first < 0) {
            throw endsEarly(place);
        }
        if (first == ']') {
            if (collection == Collection.FEATURES) {
                rest(place);
            }
            collection = Collection.NONE;
            return null;
        }
        JsonScan scan = new JsonScan();
        begin();
        for (int b = first; b >= 0; b = read()) {
            boolean outside = scan.depth() == 0 && !scan.inString();
            if (outside && (b == ',' || b == ']') && length > 0) {
                at--; // belongs to what follows
                column--;
                return frame(place);
            }
            scan.accept((byte) b);
            append(b);
            if (scan.depth() <= 0 && (b == '}' || b == ']') && !scan.inString()) {
                return frame(place);
            }
        }
        throw endsEarly(place);
    }

    /** What follows the features, which end at this place, up to the end of their document. */
    private void rest(Place featuresEnd) throws IOException {
        begin();
        int depth = 1; // of the document's own bracket
        JsonScan scan = new JsonScan();
        for (int b = read(); b >= 0; b = read()) {
            scan.accept((byte) b);
            append(b);
            if (scan.depth() + depth == 0) {
                requireDegrees();
                return;
            }
        }
        throw endsEarly(featuresEnd);
    }

    private void requireDegrees() {
        String text = new String(record, 0, Math.min(length, 1 << 16), StandardCharsets.ISO_8859_1);
        LegacyCrs.requireDegrees(text);
    }

    /** The first byte that is neither blank nor one of these. */
    private int firstOf(String passedOver) throws IOException {
        int b = read();
        while (b >= 0 && (isBlank(b) || passedOver.indexOf(b) >= 0)) {
            b = read();
        }
        return b;
    }

    private static FileFormatException endsEarly(Place place) {
        return new FileFormatException(place + ": what begins here does not end: was the file cut off?");
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == FirstValue.RECORD_SEPARATOR;
    }

    private void begin() {
        length = 0;
        tooLong = false;
    }

    private void append(int b) {
        if (length == record.length) {
            if (length >= MAX_RECORD_BYTES) {
                tooLong = true;
                return;
            }
            record = Arrays.copyOf(record, length * 2);
        }
        record[length++] = (byte) b;
    }

    private Frame frame(Place place) {
        Frame frame = new Frame(tooLong ? new byte[0] : Arrays.copyOf(record, length), place);
        if (record.length > 1 << 20) {
            record = new byte[1 << 12];
        }
        return frame;
    }

    private int read() throws IOException {
        if (at == end) {
            int read = in.read(buffer);
            if (read < 0) {
                return -1;
            }
            at = 0;
            end = read;
        }
        int b = buffer[at++] & 0xff;
        if (b == '\n') {
            line++;
            column = 0;
        } else {
            column++;
        }
        return b;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

package io.spatio.formats.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV (RFC 4180) row by row, in memory bounded by the longest legal row.
 *
 * <p>It works on bytes: comma, quote and newline are the same in UTF-8, and each cell is decoded by itself, strictly, so
 * that a damaged one costs its row and no other. Where the quoting of a row is wrong, or its end does not come within the
 * limit, only its first line is given up: reading goes on with the next line, which is still in the window. Lines end
 * with LF or CRLF. Empty lines are passed over.
 *
 * <p>It is no library because of that: those for Java end at the first row whose quoting is wrong, and with a quote that
 * is never closed they hold the rest of the file first; and they decode before they split, so that a byte that is not
 * UTF-8 becomes another character without a word.
 */
final class CsvReader implements Closeable {
    static final int MAX_ROW_BYTES = 2 << 20;
    /** Millions of empty cells would fill the heap in one row. */
    private static final int MAX_CELLS = 100_000;

    private static final int MAX_PEEKED = 1 << 16;

    private final InputStream in;
    private final int maxRowBytes;
    private byte separator = ',';
    private byte[] window = new byte[1 << 16];
    /** The row being read begins here, the bytes read so far end there. */
    private int start;

    private int end;
    private boolean atEnd;
    private long line = 1;

    /** Where the scan of the current row stands, and what it has found. */
    private int at;

    private int newlines;
    private boolean undecodable;
    private final List<String> cells = new ArrayList<>();

    CsvReader(InputStream in) {
        this(in, MAX_ROW_BYTES);
    }

    CsvReader(InputStream in, int maxRowBytes) {
        this.in = in;
        this.maxRowBytes = maxRowBytes;
    }

    /** Cells end with this from now on; a comma at first. */
    void separator(char newSeparator) {
        separator = (byte) newSeparator;
    }

    /** Passes over this many lines. */
    void skipLines(int count) throws IOException {
        for (int i = 0; i < count && has(start); i++) {
            giveUpLine();
        }
    }

    /** The next line that is not empty, or its begin where it is long; nothing of it is read yet. */
    String peekLine() throws IOException {
        while (has(start) && skipEmptyLine()) {
            continue;
        }
        int length = 0;
        while (length < MAX_PEEKED && has(start + length) && window[start + length] != '\n') {
            length++;
        }
        return new String(window, start, length, StandardCharsets.UTF_8).stripTrailing();
    }

    /** What ended a scan before the end of its row. */
    private static final class RowProblem extends Exception {
        private static final long serialVersionUID = 1L;

        RowProblem(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The next row; empty at the end. */
    Optional<CsvRow> next() throws IOException {
        while (has(start)) {
            if (skipEmptyLine()) {
                continue;
            }
            long firstLine = line;
            try {
                scanRow();
                String value = undecodable ? beginOfLine() : "";
                line += newlines;
                start = at;
                return Optional.of(
                        undecodable
                                ? new CsvRow.Malformed(
                                        firstLine,
                                        value,
                                        "a cell is not UTF-8: convert the file, as iconv -f WINDOWS-1252 -t UTF-8 does")
                                : new CsvRow.Cells(firstLine, cells));
            } catch (RowProblem e) {
                String value = beginOfLine();
                giveUpLine();
                return Optional.of(new CsvRow.Malformed(firstLine, value, String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    private String beginOfLine() {
        String begin = new String(window, start, Math.min(end - start, 40), StandardCharsets.UTF_8);
        int newline = begin.indexOf('\n');
        return newline < 0 ? begin : begin.substring(0, newline);
    }

    private boolean skipEmptyLine() throws IOException {
        int next = window[start] == '\r' && has(start + 1) ? start + 1 : start;
        if (window[next] != '\n') {
            return false;
        }
        start = next + 1;
        line++;
        return true;
    }

    /** Reads the cells from {@code start}; leaves {@code at} after the row's end. */
    private void scanRow() throws IOException, RowProblem {
        cells.clear();
        newlines = 0;
        undecodable = false;
        at = start;
        boolean more = true;
        while (more) {
            if (cells.size() == MAX_CELLS) {
                throw new RowProblem("row has more than " + MAX_CELLS + " cells");
            }
            cells.add(here('"') ? quotedCell() : plainCell());
            more = here(separator);
            if (more) {
                at++;
            }
        }
        if (here('\r')) {
            at++;
        }
        if (here('\n')) {
            at++;
            newlines++;
        }
    }

    private boolean here(int wanted) throws IOException, RowProblem {
        return scanned() && window[at] == wanted;
    }

    /** Whether there is a byte at {@code at}; refuses a row that is too long. */
    private boolean scanned() throws IOException, RowProblem {
        if (at - start >= maxRowBytes) {
            throw new RowProblem("row is longer than " + maxRowBytes + " bytes: is a quote not closed?");
        }
        return at < end || hasMore();
    }

    private boolean hasMore() throws IOException {
        int offset = at - start;
        boolean more = has(at);
        at = start + offset;
        return more;
    }

    private String plainCell() throws IOException, RowProblem {
        int offset = at - start;
        while (scanned() && window[at] != separator && window[at] != '\n') {
            if (window[at] == '"') {
                throw new RowProblem("a quote stands within a cell that does not begin with one");
            }
            at++;
        }
        int cellEnd = at;
        // A CR before the LF belongs to the end of the line, any other to the cell.
        if (cellEnd - start > offset && window[cellEnd - 1] == '\r' && (cellEnd == end || window[cellEnd] == '\n')) {
            cellEnd--;
        }
        return decode(window, start + offset, cellEnd);
    }

    private String quotedCell() throws IOException, RowProblem {
        at++;
        int offset = at - start;
        int escapes = 0;
        while (true) {
            if (!scanned()) {
                throw new RowProblem("a quote is not closed before the end of the file");
            }
            byte b = window[at++];
            if (b == '\n') {
                newlines++;
            } else if (b == '"') {
                if (!here('"')) {
                    break;
                }
                at++;
                escapes++;
            }
        }
        int length = at - 1 - start - offset;
        requireEndOfCell();
        int from = start + offset;
        return escapes == 0
                ? decode(window, from, from + length)
                : decode(unescaped(from, from + length, escapes), 0, length - escapes);
    }

    private void requireEndOfCell() throws IOException, RowProblem {
        boolean ended = !scanned() || window[at] == separator || window[at] == '\n';
        if (!ended && window[at] == '\r') {
            at++;
            ended = !scanned() || window[at] == '\n';
            at--;
        }
        if (!ended) {
            throw new RowProblem("text stands after a closing quote");
        }
    }

    private byte[] unescaped(int from, int to, int escapes) {
        byte[] text = new byte[to - from - escapes];
        int length = 0;
        for (int i = from; i < to; i++) {
            text[length++] = window[i];
            if (window[i] == '"') {
                i++;
            }
        }
        return text;
    }

    private String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeStrictly(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private String decodeStrictly(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            // The row's end is known all the same: the whole row is given up once it is reached.
            undecodable = true;
            return "";
        }
    }

    /** Passes over the line at {@code start}, which may be longer than the window. */
    private void giveUpLine() throws IOException {
        line++;
        while (has(start)) {
            for (int i = start; i < end; i++) {
                if (window[i] == '\n') {
                    start = i + 1;
                    return;
                }
            }
            start = end;
        }
    }

    /** Whether there is a byte at this index, counted as now; may move the window so that {@code start} changes. */
    private boolean has(int index) throws IOException {
        int offset = index - start;
        while (start + offset >= end) {
            if (atEnd) {
                return false;
            }
            fill();
        }
        return true;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(window, start, window, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == window.length) {
            window = Arrays.copyOf(window, window.length * 2);
        }
        int read = in.read(window, end, window.length - end);
        if (read < 0) {
            atEnd = true;
        } else {
            end += read;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

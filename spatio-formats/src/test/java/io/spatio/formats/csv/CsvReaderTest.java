package io.spatio.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The CSV reader")
class CsvReaderTest {
    private static List<CsvRow> read(InputStream in, int maxRowBytes) {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(in, maxRowBytes)) {
            for (Optional<CsvRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static List<CsvRow> read(byte[] bytes) {
        return read(new ByteArrayInputStream(bytes), CsvReader.MAX_ROW_BYTES);
    }

    private static List<CsvRow> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CsvRow cells(long line, String... cells) {
        return new CsvRow.Cells(line, List.of(cells));
    }

    /** Gives one byte at a time, as a slow pipe may. */
    private static final class Trickle extends InputStream {
        private final InputStream in;

        Trickle(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, Math.min(1, length));
        }
    }

    @Test
    void readsPlainRowsOfAnyLineEnd() {
        assertThat(read("a,b\n1,2\r\n,\n3,4"))
                .containsExactly(cells(1, "a", "b"), cells(2, "1", "2"), cells(3, "", ""), cells(4, "3", "4"));
    }

    @Test
    void readsQuotedCells() {
        assertThat(read("\"a\"\"b\",\"x,y\",\"two\nlines\"\r\n\"\",z\n"))
                .containsExactly(cells(1, "a\"b", "x,y", "two\nlines"), cells(3, "", "z"));
    }

    @Test
    void passesOverEmptyLinesAndCountsThem() {
        assertThat(read("\n\r\na\n\n\nb\n")).containsExactly(cells(3, "a"), cells(6, "b"));
    }

    @Test
    void anEmptyFileHasNoRows() {
        assertThat(read("")).isEmpty();
    }

    @Test
    void aCarriageReturnWithinACellStays() {
        assertThat(read("a\rb,c\n")).containsExactly(cells(1, "a\rb", "c"));
    }

    @Test
    void givesUpOnlyTheLineWhoseQuotingIsWrong() {
        List<CsvRow> rows = read("a,\"open\nb,c\nd,\"x\"y\ne,f\n");
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).isInstanceOf(CsvRow.Malformed.class);
        assertThat(rows.get(1)).isEqualTo(cells(2, "b", "c"));
        assertThat(rows.get(2)).isEqualTo(new CsvRow.Malformed(3, "d,\"x\"y", "text stands after a closing quote"));
        assertThat(rows.get(3)).isEqualTo(cells(4, "e", "f"));
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsLineAlone() {
        List<CsvRow> rows = read("a,b\n\"c,d\ne,f\ng,h");
        assertThat(rows.get(1)).isInstanceOf(CsvRow.Malformed.class);
        assertThat(rows)
                .contains(cells(1, "a", "b"), cells(3, "e", "f"), cells(4, "g", "h"))
                .hasSize(4);
    }

    @Test
    void aRowThatIsTooLongIsPassedOverWhateverItsLength() {
        String text = "a,b\n" + "x".repeat(1_000_000) + "\nc,d\n";
        List<CsvRow> rows = read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 100);
        assertThat(rows).hasSize(3).startsWith(cells(1, "a", "b")).endsWith(cells(3, "c", "d"));
        assertThat(((CsvRow.Malformed) rows.get(1)).reason()).contains("longer than 100 bytes");
    }

    @Test
    void bytesThatAreNotUtf8CostTheirRowAlone() {
        byte[] text = "a,\"b\nX\"\nc,d\n".getBytes(StandardCharsets.UTF_8);
        text[5] = (byte) 0xff;
        List<CsvRow> rows = read(text);
        assertThat(rows).hasSize(2).endsWith(cells(3, "c", "d"));
        assertThat(((CsvRow.Malformed) rows.get(0)).reason()).startsWith("a cell is not UTF-8: convert");
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.of("a", "b", ",", "\"", "\n", "\r", " ", "é", "€", "😀", ";")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        return cell.list().ofMinSize(1).ofMaxSize(4).list().ofMaxSize(6);
    }

    @Property(tries = 500)
    void readsBackWhatIsWritten(@ForAll("tables") List<List<String>> rows) {
        String text = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(read(bytes)).extracting(row -> ((CsvRow.Cells) row).cells()).isEqualTo(rows);
        assertThat(read(new Trickle(bytes), CsvReader.MAX_ROW_BYTES)).isEqualTo(read(bytes));
    }

    @Property(tries = 500)
    void neverLosesALineToAnother(@ForAll("tables") List<List<String>> rows) {
        String damaged = rows.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n"));
        List<CsvRow> read = read(damaged + "\nend,of,file\n");
        CsvRow last = read.get(read.size() - 1);
        assertThat(last).isInstanceOf(CsvRow.Cells.class);
        assertThat(((CsvRow.Cells) last).cells()).endsWith("of", "file");
        assertThat(read).extracting(CsvRow::line).isSorted();
    }
}

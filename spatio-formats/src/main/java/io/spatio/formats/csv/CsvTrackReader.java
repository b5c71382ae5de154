package io.spatio.formats.csv;

import io.spatio.Metadata;
import io.spatio.formats.field.Columns;
import io.spatio.formats.field.RecordMapper;
import io.spatio.formats.field.Values;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.Place;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackFormat;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV file as records. One thread. */
public final class CsvTrackReader implements TrackReader {
    private final CsvReader reader;
    private final Columns columns;
    private final RecordMapper mapper;
    private final MetadataCells metadata;
    private final int leastCells;
    private final List<String> choices;
    /** The first row of a file without header, which is read before the columns are known. */
    private CsvRow.@Nullable Cells first;

    private CsvTrackReader(CsvReader reader, List<String> header, ReadOptions options, char separator) {
        this.reader = reader;
        columns = Columns.find(header, options, Set.of());
        mapper = new RecordMapper(columns, options);
        metadata = new MetadataCells(columns);
        int named = header.size();
        while (named > 0 && header.get(named - 1).isBlank()) {
            named--;
        }
        leastCells = named;
        choices = new ArrayList<>(columns.told());
        if (separator != ',') {
            choices.add("cells are separated by " + (separator == '\t' ? "tabs" : "\"" + separator + "\""));
        }
    }

    /**
     * Reads the header of a file.
     *
     * @param in UTF-8 without a byte order mark; closed with the reader, but not where this fails
     * @throws FileFormatException when there is no header, or it lacks a column that is needed
     * @throws IOException when the input cannot be read
     */
    public static CsvTrackReader open(InputStream in, ReadOptions options) throws IOException {
        CsvReader reader = new CsvReader(in);
        reader.skipLines(options.skipLines());
        Optional<Character> declared = Separators.declared(reader.peekLine());
        if (declared.isPresent()) {
            reader.skipLines(1);
        }
        char separator = options.separator().or(() -> declared).orElse(Separators.guess(reader.peekLine()));
        reader.separator(separator);
        CsvRow.Cells top = top(reader, options);
        if (!options.header()) {
            CsvTrackReader opened =
                    new CsvTrackReader(reader, numbered(top.cells().size()), options, separator);
            opened.first = top;
            return opened;
        }
        FirstLine.requireHeader(top.cells(), options);
        return new CsvTrackReader(reader, top.cells(), options, separator);
    }

    private static CsvRow.Cells top(CsvReader reader, ReadOptions options) throws IOException {
        CsvRow top = reader.next()
                .orElseThrow(() -> new FileFormatException(
                        options.skipLines() > 0
                                ? "there is nothing after the lines that --skip passes over"
                                : "it is empty: the first line must name the columns"));
        if (top instanceof CsvRow.Malformed malformed) {
            throw new FileFormatException("header at line " + malformed.line() + ": " + malformed.reason());
        }
        return (CsvRow.Cells) top;
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            names.add("column" + i);
        }
        return names;
    }

    @Override
    public TrackFormat format() {
        return TrackFormat.CSV;
    }

    @Override
    public List<String> choices() {
        return List.copyOf(choices);
    }

    @Override
    public Optional<TrackRecord> next() throws IOException {
        CsvRow.Cells kept = first;
        first = null;
        Optional<CsvRow> next = kept == null ? reader.next() : Optional.of(kept);
        return next.map(this::read);
    }

    private TrackRecord read(CsvRow row) {
        Place place = Place.ofLine(row.line());
        if (row instanceof CsvRow.Malformed malformed) {
            return new TrackRecord.Rejected(place, malformed.value(), malformed.reason());
        }
        List<String> cells = ((CsvRow.Cells) row).cells();
        int named = columns.names().size();
        if (cells.size() < leastCells || !isBlankFrom(named, cells)) {
            return new TrackRecord.Rejected(
                    place,
                    cells.size() + " cells",
                    "the header has " + named + ": is the row cut off, or a comma not quoted?");
        }
        return mapper.map(place, new Cells(metadata, cells));
    }

    /** Whether what stands after the last column is nothing, as where each row ends with a separator. */
    private static boolean isBlankFrom(int column, List<String> cells) {
        for (int i = column; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<String> remarks() {
        return mapper.remarks();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private record Cells(MetadataCells metadata, List<String> cells) implements Values {
        @Override
        public String text(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        @Override
        public Metadata otherColumns() {
            return metadata.of(cells);
        }

        @Override
        public Metadata wholeMetadata(int column) {
            String text = text(column);
            return text.isEmpty() ? Metadata.NONE : Metadata.json(text);
        }
    }
}

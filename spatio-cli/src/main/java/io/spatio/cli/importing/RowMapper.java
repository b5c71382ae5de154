package io.spatio.cli.importing;

import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.Update;
import io.spatio.spi.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into positions. */
final class RowMapper {
    private final Columns columns;
    private final TimeFormat timeFormat;
    private final int id;
    private final int time;
    private final int lon;
    private final int lat;
    private final @Nullable Integer alt;
    private final @Nullable Integer metadata;
    private final @Nullable Integer event;
    private final @Nullable Integer madeAt;

    RowMapper(Columns columns, TimeFormat timeFormat) {
        this.columns = columns;
        this.timeFormat = timeFormat;
        id = required(columns, Role.ID);
        time = required(columns, Role.TIME);
        lon = required(columns, Role.LON);
        lat = required(columns, Role.LAT);
        alt = columns.roles().get(Role.ALT);
        metadata = columns.roles().get(Role.METADATA);
        event = columns.roles().get(Role.EVENT);
        madeAt = columns.roles().get(Role.MADE_AT);
    }

    private static int required(Columns columns, Role role) {
        Integer column = columns.roles().get(role);
        if (column == null) {
            throw new IllegalArgumentException("no column for " + role.word());
        }
        return column;
    }

    /** Whether a row is about a delete. */
    boolean isDelete(List<String> cells) throws BadCell {
        if (event == null || event >= cells.size()) {
            return false;
        }
        return read(cells, event, text -> switch (text) {
            case "delete" -> true;
            case "", "position" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither position nor delete");
        });
    }

    /** The delete that a row says. */
    Deletion deletion(List<String> cells) throws BadCell {
        requireWhole(cells);
        Instant timestamp = read(cells, time, this::time);
        Optional<Instant> made = madeAt == null || cells.get(madeAt).isEmpty()
                ? Optional.empty()
                : Optional.of(read(cells, madeAt, this::time));
        return new Deletion(read(cells, id, Identifiers::requireObjectId), timestamp, made);
    }

    private Instant time(String text) {
        Instant instant = timeFormat.read(text);
        Timestamps.toMicros(instant);
        return instant;
    }

    private void requireWhole(List<String> cells) throws BadCell {
        if (cells.size() != columns.names().size()) {
            throw new BadCell(
                    cells.size() + " cells",
                    "the header has " + columns.names().size() + ": is the row cut off, or a comma not quoted?");
        }
    }

    /** The position that a row says. */
    Update map(List<String> cells) throws BadCell {
        requireWhole(cells);
        String objectId = cells.get(id);
        Instant timestamp = read(cells, time, this::time);
        read(cells, id, Identifiers::requireObjectId);
        return Update.of(objectId, position(cells), metadata(cells), timestamp);
    }

    private Position position(List<String> cells) throws BadCell {
        double longitude = read(cells, lon, RowMapper::number);
        double latitude = read(cells, lat, RowMapper::number);
        Position ground;
        try {
            ground = Position.of(longitude, latitude);
        } catch (IllegalArgumentException e) {
            throw new BadCell(named(cells, lon) + " " + named(cells, lat), String.valueOf(e.getMessage()));
        }
        if (alt == null || cells.get(alt).isBlank()) {
            return ground;
        }
        return read(cells, alt, text -> ground.withAlt(number(text)));
    }

    private Metadata metadata(List<String> cells) throws BadCell {
        if (metadata == null) {
            try {
                return MetadataCells.of(columns, cells);
            } catch (IllegalArgumentException e) {
                throw new BadCell("metadata", String.valueOf(e.getMessage()));
            }
        }
        return cells.get(metadata).isEmpty() ? Metadata.NONE : read(cells, metadata, Metadata::json);
    }

    /** A decimal number; the suffixes and hexadecimal forms of Java are none. */
    private static double number(String text) {
        String stripped = text.strip();
        for (int i = 0; i < stripped.length(); i++) {
            if ("0123456789+-.eE".indexOf(stripped.charAt(i)) < 0) {
                String hint = stripped.matches("[+-]?\\d+,\\d+") ? ": the decimal mark must be a point" : "";
                throw new IllegalArgumentException("\"" + text + "\" is not a number" + hint);
            }
        }
        return Units.parseNumber(stripped);
    }

    private interface Reading<T> {
        T read(String text);
    }

    private <T> T read(List<String> cells, int column, Reading<T> reading) throws BadCell {
        try {
            return reading.read(cells.get(column));
        } catch (IllegalArgumentException e) {
            throw new BadCell(named(cells, column), String.valueOf(e.getMessage()));
        }
    }

    private String named(List<String> cells, int column) {
        String cell = cells.get(column);
        return columns.names().get(column) + "=" + (cell.length() > 80 ? cell.substring(0, 80) + "…" : cell);
    }
}

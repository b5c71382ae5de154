package io.spatio.formats.field;

import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.formats.track.Place;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.Role;
import io.spatio.formats.track.TrackRecord;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the values of the records of one file into what they say. One thread. */
public final class RecordMapper {
    private static final int MOST_SHOWN = 80;
    /** How programs write that there is no number, in lower case. */
    private static final Set<String> NONE =
            Set.of("", "nan", "null", "none", "n/a", "na", "-", "--", "\\n", "unknown", "undefined", "nil");

    private final Columns columns;
    private final ReadOptions options;
    private final Moments moments;
    private final Places places;

    /** A mapper of the records of one file. */
    public RecordMapper(Columns columns, ReadOptions options) {
        this.columns = columns;
        this.options = options;
        this.moments = new Moments(options.timeFormat(), options.anyTime() || columns.exact());
        this.places = new Places(options);
    }

    /**
     * A place as a format gives it.
     *
     * @param lon longitude in degrees, NaN when absent
     * @param lat latitude in degrees, NaN when absent
     * @param altOrNaN altitude in metres, NaN when absent
     */
    public record Ordinates(double lon, double lat, double altOrNaN) {}

    /** What a record says; never fails, for what is bad becomes {@link TrackRecord.Rejected}. */
    public TrackRecord map(Place place, Values values) {
        return map(place, values, null);
    }

    /** The same where the place stands in no column. */
    public TrackRecord mapAt(Place place, Values values, Ordinates at) {
        return map(place, values, at);
    }

    private TrackRecord map(Place place, Values values, @Nullable Ordinates at) {
        try {
            if (isDelete(values)) {
                return deletion(place, values);
            }
            boolean none = at == null
                    ? isNone(text(values, Role.LON)) && isNone(text(values, Role.LAT))
                    : Double.isNaN(at.lon()) || Double.isNaN(at.lat());
            if (none) {
                return new TrackRecord.WithoutPosition(place);
            }
            Instant timestamp = time(values);
            String id = id(values);
            Position position = at == null ? position(values) : position(values, at);
            return position == null
                    ? new TrackRecord.WithoutPosition(place)
                    : new TrackRecord.Fix(place, id, timestamp, position, metadata(values));
        } catch (BadValue e) {
            return new TrackRecord.Rejected(place, e.value(), e.reason());
        }
    }

    private TrackRecord deletion(Place place, Values values) throws BadValue {
        Instant timestamp = time(values);
        Instant madeAt = text(values, Role.MADE_AT).isEmpty() ? null : time(values, Role.MADE_AT);
        return new TrackRecord.Delete(place, id(values), timestamp, madeAt);
    }

    /** What people should know about the records so far. */
    public List<String> remarks() {
        return places.remarks();
    }

    private boolean isDelete(Values values) throws BadValue {
        String text = text(values, Role.EVENT);
        return switch (text) {
            case "delete" -> true;
            case "", "position" -> false;
            default -> throw new BadValue(named(Role.EVENT, text), "it is neither position nor delete");
        };
    }

    private String id(Values values) throws BadValue {
        if (!options.objectId().isEmpty()) {
            return options.objectId();
        }
        String text = text(values, Role.ID);
        try {
            String given = values.objectId();
            text = given == null ? text : given;
            return Identifiers.requireObjectId(columns.exact() || options.keepsBlanks() ? text : trimmed(text));
        } catch (IllegalArgumentException e) {
            throw new BadValue(named(Role.ID, text), String.valueOf(e.getMessage()));
        }
    }

    /** Without the blanks and NULs that padding leaves around a text. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isPadding(text.charAt(from))) {
            from++;
        }
        while (from < to && isPadding(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isPadding(char c) {
        return c == 0 || c == '\u00a0' || Character.isWhitespace(c);
    }

    private Instant time(Values values) throws BadValue {
        try {
            Instant given = values.timestamp();
            return given == null ? time(values, Role.TIME) : given;
        } catch (IllegalArgumentException e) {
            throw new BadValue("time", String.valueOf(e.getMessage()));
        }
    }

    private Instant time(Values values, Role role) throws BadValue {
        String text = text(values, role);
        try {
            return moments.read(text);
        } catch (IllegalArgumentException e) {
            throw new BadValue(named(role, text), String.valueOf(e.getMessage()));
        }
    }

    /** Null where the numbers say that there is none. */
    private @Nullable Position position(Values values) throws BadValue {
        String lonText = text(values, Role.LON);
        String latText = text(values, Role.LAT);
        double lon = coordinate(Role.LON, lonText, 'E', 'W');
        double lat = coordinate(Role.LAT, latText, 'N', 'S');
        double alt = altitude(values);
        try {
            return places.at(lon, lat, alt);
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage());
            throw new BadValue(
                    reason.startsWith("altitude")
                            ? named(Role.ALT, text(values, Role.ALT))
                            : named(Role.LON, lonText) + " " + named(Role.LAT, latText),
                    reason);
        }
    }

    private @Nullable Position position(Values values, Ordinates at) throws BadValue {
        double alt = Double.isNaN(at.altOrNaN()) ? altitude(values) : at.altOrNaN();
        try {
            return places.at(at.lon(), at.lat(), options.missing().hides(Role.ALT, alt) ? Double.NaN : alt);
        } catch (IllegalArgumentException e) {
            throw new BadValue("coordinates", String.valueOf(e.getMessage()));
        }
    }

    private double coordinate(Role role, String text, char positive, char negative) throws BadValue {
        try {
            return NumberText.coordinate(text, positive, negative, options.decimalComma());
        } catch (IllegalArgumentException e) {
            throw new BadValue(named(role, text), String.valueOf(e.getMessage()));
        }
    }

    /** In metres; NaN where there is none. */
    private double altitude(Values values) throws BadValue {
        String text = text(values, Role.ALT);
        if (!NumberText.hasDigit(text)) {
            return Double.NaN;
        }
        try {
            NumberText.Measure altitude = NumberText.altitude(text, columns.altitudeUnit(), options.decimalComma());
            return options.missing().hides(Role.ALT, altitude.number()) ? Double.NaN : altitude.meters();
        } catch (IllegalArgumentException e) {
            throw new BadValue(named(Role.ALT, text), String.valueOf(e.getMessage()));
        }
    }

    private Metadata metadata(Values values) throws BadValue {
        ColumnRef whole = columns.of(Role.METADATA);
        try {
            return whole == null
                    ? values.otherColumns()
                    : values.wholeMetadata(whole.columns().get(0));
        } catch (IllegalArgumentException e) {
            String value = whole == null ? "metadata" : named(Role.METADATA, text(values, Role.METADATA));
            throw new BadValue(value, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isNone(String text) {
        boolean begins = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
        return !begins && text.length() <= 9 && NONE.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private String text(Values values, Role role) {
        ColumnRef ref = columns.of(role);
        return ref == null ? "" : ref.text(values);
    }

    private String named(Role role, String text) {
        ColumnRef ref = columns.of(role);
        String name = ref == null ? role.word() : ref.named(columns.names());
        return name + "=" + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text);
    }
}

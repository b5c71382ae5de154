package io.spatio.formats.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The times of the points of a line: an array in one of the usual properties, or the fourth ordinates. */
final class LineTimes {
    static final String COORD_TIMES = "coordTimes";
    /** The surest first; the first holds an object of arrays. */
    private static final List<String> PROPERTIES = List.of("coordinateProperties", COORD_TIMES, "times");

    /** The properties that belong to the points of a line, and so are no fields of its metadata. */
    static final Set<String> NAMES = Set.copyOf(PROPERTIES);

    private final List<String> texts;
    private final Geometry geometry;

    private LineTimes(List<String> texts, Geometry geometry) {
        this.texts = texts;
        this.geometry = geometry;
    }

    /** Empty where the record is no line, or one without times. */
    static Optional<LineTimes> of(JsonRecord record) {
        Geometry geometry = record.geometry();
        if (geometry == null || !geometry.isLine()) {
            return Optional.empty();
        }
        Map<String, JsonRecord.Field> fields = record.fields();
        for (String name : PROPERTIES) {
            JsonRecord.Field field = fields.get(name);
            FlatTexts found = field == null ? null : record.texts(field);
            if (found != null) {
                return Optional.of(new LineTimes(found.texts(), geometry));
            }
        }
        for (int i = 0; i < geometry.points(); i++) {
            if (Double.isNaN(geometry.measure(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new LineTimes(List.of(), geometry));
    }

    private boolean areMeasures() {
        return texts.isEmpty() && geometry.points() > 0 && !Double.isNaN(geometry.measure(0));
    }

    int size() {
        return areMeasures() ? geometry.points() : texts.size();
    }

    /** The time's text; empty where it is a fourth ordinate. */
    String text(int point) {
        return areMeasures() ? "" : texts.get(point);
    }

    /** Seconds since 1970 where the time is a fourth ordinate, else NaN. */
    double epochSeconds(int point) {
        return areMeasures() ? geometry.measure(point) : Double.NaN;
    }
}

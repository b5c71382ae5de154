package io.spatio.formats.json;

import java.util.List;
import java.util.Set;

/** The names of the fields that our writers write, by which their files are known. */
final class OwnFields {
    static final String OBJECT_ID = "objectId";
    static final String TIMESTAMP = "timestamp";
    static final String TIME_MICROS = "timeMicros";
    static final String METADATA = "metadata";
    static final String EVENT = "event";
    static final String MADE_AT = "madeAt";

    private static final List<String> OF_FEATURES = List.of(TIMESTAMP, METADATA, EVENT, MADE_AT);
    private static final List<String> OF_LINES =
            List.of(OBJECT_ID, TIMESTAMP, "lon", "lat", "alt", METADATA, EVENT, MADE_AT);

    private OwnFields() {}

    /** Whether all these names are ours. */
    static boolean areThose(boolean features, Set<String> names) {
        if (features) {
            return names.contains(TIME_MICROS)
                    && names.stream()
                            .allMatch(name -> OF_FEATURES.contains(name)
                                    || name.equals(TIME_MICROS)
                                    || name.equals(LineTimes.COORD_TIMES));
        }
        return names.contains(OBJECT_ID) && names.contains(TIMESTAMP) && OF_LINES.containsAll(names);
    }

    /** All names that may come, but those of times beside the timestamp. */
    static List<String> of(boolean features) {
        return features ? OF_FEATURES : OF_LINES;
    }
}

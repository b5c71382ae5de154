package io.spatio.formats.json;

import io.spatio.Metadata;
import io.spatio.formats.field.Columns;
import io.spatio.formats.field.Moments;
import io.spatio.formats.field.Values;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of the points of a line, one after the other. One thread. */
final class LineValues implements Values {
    private final JsonValues whole;
    private final LineTimes times;
    private final Moments moments;
    private final List<String> micros;
    private final @Nullable RawElements metadata;
    private @Nullable Metadata sharedMetadata;
    private int point;

    LineValues(JsonValues whole, JsonRecord record, LineTimes times, Columns columns, Moments moments) {
        this.whole = whole;
        this.times = times;
        this.moments = moments;
        Map<String, JsonRecord.Field> fields = record.fields();
        JsonRecord.Field ownMicros = columns.exact() ? fields.get(OwnFields.TIME_MICROS) : null;
        FlatTexts found = ownMicros == null ? null : record.texts(ownMicros);
        micros = found == null || found.texts().size() != times.size() ? List.of() : found.texts();
        JsonRecord.Field own = columns.exact() ? fields.get(OwnFields.METADATA) : null;
        metadata = own == null ? null : RawElements.of(record.raw(own));
    }

    LineValues at(int newPoint) {
        point = newPoint;
        return this;
    }

    @Override
    public String text(int column) {
        return whole.text(column);
    }

    @Override
    public @Nullable String objectId() {
        return whole.objectId();
    }

    @Override
    public Instant timestamp() {
        if (!micros.isEmpty()) {
            return JsonValues.micros(micros.get(point));
        }
        double seconds = times.epochSeconds(point);
        if (Double.isNaN(seconds)) {
            return moments.read(times.text(point));
        }
        if (Math.abs(seconds) > 1e12) {
            throw new IllegalArgumentException(
                    "the fourth ordinate " + seconds + " is no number of seconds since 1970");
        }
        double floor = Math.floor(seconds);
        // A double of this size says microseconds, and no more.
        return moments.require(
                Instant.ofEpochSecond((long) floor).plusNanos(1_000 * Math.round((seconds - floor) * 1e6)));
    }

    @Override
    public Metadata otherColumns() {
        Metadata shared = sharedMetadata == null ? whole.otherColumns() : sharedMetadata;
        sharedMetadata = shared;
        return shared;
    }

    @Override
    public Metadata wholeMetadata(int column) {
        if (metadata == null) {
            return whole.wholeMetadata(column);
        }
        whole.requireNoOthers();
        return Metadata.ofUtf8(metadata.next(point));
    }
}

package io.spatio.formats.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spatio.Metadata;
import io.spatio.Timestamps;
import io.spatio.formats.field.Columns;
import io.spatio.formats.field.Moments;
import io.spatio.formats.field.Values;
import io.spatio.formats.track.Role;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one record by column. */
final class JsonValues implements Values {
    private final JsonRecord record;
    private final Map<String, JsonRecord.Field> fields;
    private final Columns columns;
    private final boolean idOfFeature;
    private final Moments moments;

    JsonValues(JsonRecord record, Columns columns, boolean idOfFeature, Moments moments) {
        this.record = record;
        this.fields = record.fields();
        this.columns = columns;
        this.idOfFeature = idOfFeature;
        this.moments = moments;
    }

    @Override
    public String text(int column) {
        JsonRecord.Field field = fields.get(columns.names().get(column));
        return field == null ? "" : field.text();
    }

    @Override
    public @Nullable String objectId() {
        if (idOfFeature) {
            return record.featureId();
        }
        for (int column : columns.columnsOf(Role.ID)) {
            JsonRecord.Field field = fields.get(columns.names().get(column));
            if (field != null && field.token().isStructStart()) {
                throw new IllegalArgumentException("an id is a text or a number, no object and no array");
            }
        }
        return null;
    }

    /** The exact time beside one in text, which other programs cut to milliseconds. */
    @Override
    public @Nullable Instant timestamp() {
        JsonRecord.Field micros = columns.exact() ? fields.get(OwnFields.TIME_MICROS) : null;
        if (micros == null) {
            return null;
        }
        Instant exact = micros(micros.text());
        JsonRecord.Field text = fields.get(OwnFields.TIMESTAMP);
        if (text != null
                && Duration.between(exact, moments.read(text.text())).abs().compareTo(Duration.ofMillis(1)) > 0) {
            throw new IllegalArgumentException(
                    "timestamp " + text.text() + " and timeMicros " + micros.text() + " contradict each other");
        }
        return exact;
    }

    static Instant micros(String text) {
        try {
            return Timestamps.toInstant(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("timeMicros " + text + " is no whole number", e);
        }
    }

    @Override
    public Metadata otherColumns() {
        ByteArrayOutputStream json = new ByteArrayOutputStream(128);
        fields.forEach((name, field) -> {
            if (isOther(name)) {
                json.write(json.size() == 0 ? '{' : ',');
                json.write('"');
                json.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
                json.write('"');
                json.write(':');
                json.writeBytes(record.raw(field));
            }
        });
        if (json.size() == 0) {
            return Metadata.NONE;
        }
        json.write('}');
        return Metadata.ofUtf8(json.toByteArray());
    }

    @Override
    public Metadata wholeMetadata(int column) {
        requireNoOthers();
        JsonRecord.Field field = fields.get(columns.names().get(column));
        return field == null ? Metadata.NONE : Metadata.ofUtf8(record.raw(field));
    }

    /**
     * Refuses a field that would be lost beside whole metadata.
     *
     * @throws IllegalArgumentException naming one
     */
    void requireNoOthers() {
        fields.keySet().stream().filter(this::isOther).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "beside metadata there is " + name + ": keep both in one object by --columns metadata=");
        });
    }

    /** Whether a field has no role and is no part of the format. */
    private boolean isOther(String name) {
        if (columns.exact() && name.equals(OwnFields.TIME_MICROS)) {
            return false;
        }
        if (record.isFeature() ? isOfLine(name) : name.equals("type")) {
            return false;
        }
        for (Role role : Role.values()) {
            for (int column : columns.columnsOf(role)) {
                if (columns.names().get(column).equals(name)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether it is about the points of a line. */
    private boolean isOfLine(String name) {
        Geometry geometry = record.geometry();
        return geometry != null && geometry.isLine() && LineTimes.NAMES.contains(name);
    }
}

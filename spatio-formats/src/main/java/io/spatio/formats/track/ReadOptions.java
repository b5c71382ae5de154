package io.spatio.formats.track;

import io.spatio.Identifiers;
import io.spatio.formats.time.TimeFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a reader understands what a file leaves open. Immutable; any thread. */
public final class ReadOptions {
    /** Everything by the file itself. */
    public static final ReadOptions DEFAULT = builder().build();

    private final Builder values;

    private ReadOptions(Builder values) {
        this.values = values;
    }

    /** Options with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The format, whatever the content looks like; empty to tell by the content. */
    public Optional<TrackFormat> format() {
        return Optional.ofNullable(values.format);
    }

    /** The columns chosen by name, by {@code #} with a number from 1, or empty for none; roles not chosen are absent. */
    public Map<Role, String> columns() {
        return values.columns;
    }

    /** How times are written. */
    public TimeFormat timeFormat() {
        return values.timeFormat;
    }

    /** The id of everything in the input; empty where records have their own. */
    public String objectId() {
        return values.objectId;
    }

    /** Whether blanks and NULs around an id belong to it. */
    public boolean keepsBlanks() {
        return values.keepBlanks;
    }

    /** Whether the first line of a CSV file names its columns. */
    public boolean header() {
        return values.header;
    }

    /** How many lines of a CSV file stand before its header. */
    public int skipLines() {
        return values.skipLines;
    }

    /** What stands between cells; empty to tell by the first line. */
    public Optional<Character> separator() {
        return Optional.ofNullable(values.separator);
    }

    /** Whether numbers have a comma where others have a point. */
    public boolean decimalComma() {
        return values.decimalComma;
    }

    /** What altitudes are measured in; empty to tell by the column's name, and metres where that says nothing. */
    public Optional<AltitudeUnit> altitudeUnit() {
        return Optional.ofNullable(values.altitudeUnit);
    }

    /** The numbers that stand for a missing value. */
    public Missing missing() {
        return values.missing;
    }

    /** Whether times outside the years 1800 to 2200 are taken. */
    public boolean anyTime() {
        return values.anyTime;
    }

    /** The same for another format. */
    public ReadOptions withFormat(TrackFormat format) {
        Builder copy = new Builder(values);
        copy.format = format;
        return copy.build();
    }

    /** The same with one id for everything in the input. */
    public ReadOptions withObjectId(String objectId) {
        return new Builder(values).objectId(objectId).build();
    }

    /** Gathers options; texts are as on the command line. One thread. */
    public static final class Builder {
        private @Nullable TrackFormat format;
        private Map<Role, String> columns = Map.of();
        private TimeFormat timeFormat = TimeFormat.ISO;
        private String objectId = "";
        private boolean keepBlanks;
        private boolean header = true;
        private int skipLines;
        private @Nullable Character separator;
        private boolean decimalComma;
        private @Nullable AltitudeUnit altitudeUnit;
        private Missing missing = Missing.parse(List.of());
        private boolean anyTime;

        private Builder() {}

        private Builder(Builder other) {
            format = other.format;
            columns = other.columns;
            timeFormat = other.timeFormat;
            objectId = other.objectId;
            keepBlanks = other.keepBlanks;
            header = other.header;
            skipLines = other.skipLines;
            separator = other.separator;
            decimalComma = other.decimalComma;
            altitudeUnit = other.altitudeUnit;
            missing = other.missing;
            anyTime = other.anyTime;
        }

        /** {@link ReadOptions#format()}; empty to tell by the content. */
        public Builder format(String word) {
            format = word.isEmpty()
                    ? null
                    : TrackFormat.ofWord(word)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "--format \"" + word + "\" is unknown: legal are " + TrackFormat.words()));
            return this;
        }

        /** {@link ReadOptions#columns()}, as {@code id=MMSI,time=Date+Time,alt=}. */
        public Builder columns(String text) {
            columns = Map.copyOf(ColumnChoice.parse(text));
            return this;
        }

        /** {@link TimeFormat#of}. */
        public Builder times(String timeFormatText, String zone, String ambiguous) {
            timeFormat = TimeFormat.of(timeFormatText, zone, ambiguous);
            return this;
        }

        /** {@link ReadOptions#objectId()}; empty for none. */
        public Builder objectId(String id) {
            objectId = id.isEmpty() ? id : Identifiers.requireObjectId(id);
            return this;
        }

        /** {@link ReadOptions#keepsBlanks()}. */
        public Builder keepBlanks(boolean keep) {
            keepBlanks = keep;
            return this;
        }

        /** {@link ReadOptions#header()}. */
        public Builder header(boolean present) {
            header = present;
            return this;
        }

        /** {@link ReadOptions#skipLines()}, from 0. */
        public Builder skipLines(int count) {
            if (count < 0) {
                throw new IllegalArgumentException("--skip " + count + " is negative");
            }
            skipLines = count;
            return this;
        }

        /** {@link ReadOptions#separator()}: one ASCII character, or {@code tab}; empty to tell by the first line. */
        public Builder separator(String text) {
            String one = text.equals("tab") || text.equals("\\t") ? "\t" : text;
            boolean legal = one.length() == 1 && one.charAt(0) < 0x80 && "\"\n\r".indexOf(one.charAt(0)) < 0;
            if (!one.isEmpty() && !legal) {
                throw new IllegalArgumentException(
                        "--separator \"" + text + "\" is not one ASCII character, or tab, and no quote");
            }
            separator = one.isEmpty() ? null : (Character) one.charAt(0);
            return this;
        }

        /** {@link ReadOptions#decimalComma()}. */
        public Builder decimalComma(boolean comma) {
            decimalComma = comma;
            return this;
        }

        /** {@link ReadOptions#altitudeUnit()}: {@code m} or {@code ft}; empty to tell by the name. */
        public Builder altitudeUnit(String word) {
            altitudeUnit = word.isEmpty() ? null : AltitudeUnit.ofWord(word);
            return this;
        }

        /** {@link Missing#parse}. */
        public Builder missing(List<String> texts) {
            missing = Missing.parse(texts);
            return this;
        }

        /** {@link ReadOptions#anyTime()}. */
        public Builder anyTime(boolean any) {
            anyTime = any;
            return this;
        }

        /** The options. */
        public ReadOptions build() {
            return new ReadOptions(new Builder(this));
        }
    }
}

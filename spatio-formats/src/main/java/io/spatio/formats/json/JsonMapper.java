package io.spatio.formats.json;

import io.spatio.formats.field.Columns;
import io.spatio.formats.field.Moments;
import io.spatio.formats.field.RecordMapper;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.Place;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.Role;
import io.spatio.formats.track.TrackRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns records of JSON into what they say, all in the way the first ones decide. One thread. */
final class JsonMapper {
    private static final RecordMapper.Ordinates NOWHERE =
            new RecordMapper.Ordinates(Double.NaN, Double.NaN, Double.NaN);

    private final boolean features;
    private final boolean idOfFeature;
    private final boolean numbered;
    private final Columns columns;
    private final RecordMapper mapper;
    private final Moments moments;

    private JsonMapper(Kind kind, Columns columns, boolean idOfFeature, ReadOptions options) {
        this.features = kind.features;
        this.numbered = kind.numbered;
        this.idOfFeature = idOfFeature;
        this.columns = columns;
        this.mapper = new RecordMapper(columns, options);
        this.moments = new Moments(options.timeFormat(), options.anyTime() || columns.exact());
    }

    /** What the first records show. */
    private static final class Kind {
        final boolean features;
        final boolean ids;
        final boolean numbered;
        final boolean linesAlone;
        final Set<String> names = new LinkedHashSet<>();

        Kind(List<JsonRecord> sample) {
            features = sample.get(0).isFeature();
            List<JsonRecord> same = sample.stream()
                    .filter(record -> record.isFeature() == features)
                    .toList();
            same.forEach(record -> names.addAll(record.fields().keySet()));
            ids = features
                    && same.stream().noneMatch(record -> record.featureId().isEmpty());
            numbered = ids && (isNumberedFrom(0, same) || isNumberedFrom(1, same));
            linesAlone = features
                    && same.stream()
                            .allMatch(record -> record.geometry() != null
                                    && LineTimes.of(record).isPresent());
        }

        private static boolean isNumberedFrom(int first, List<JsonRecord> records) {
            return IntStream.range(0, records.size())
                    .allMatch(i -> records.get(i).featureId().equals(String.valueOf(first + i)));
        }
    }

    /**
     * Decides by the first records.
     *
     * @param sample at least one
     * @throws FileFormatException when a field that is needed is in none of them
     */
    static JsonMapper of(List<JsonRecord> sample, ReadOptions options) {
        Kind kind = new Kind(sample);
        Set<Role> given = EnumSet.noneOf(Role.class);
        if (kind.features) {
            given.addAll(List.of(Role.LON, Role.LAT, Role.ALT));
        }
        boolean exact = OwnFields.areThose(kind.features, kind.names);
        if (kind.linesAlone && !exact) {
            given.add(Role.TIME);
        }
        boolean choosable = kind.ids && !options.columns().containsKey(Role.ID);
        List<String> header = exact ? OwnFields.of(kind.features) : header(kind);
        if (choosable && kind.numbered && !exact) {
            try {
                return new JsonMapper(kind, Columns.find(header, options, given), false, options);
            } catch (FileFormatException e) {
                given.add(Role.ID); // its number is all it has; any other lack is told below
            }
        } else if (choosable) {
            given.add(Role.ID);
        }
        Columns columns = Columns.find(header, options, given);
        return new JsonMapper(kind, exact ? columns.asExact() : columns, given.contains(Role.ID), options);
    }

    private static List<String> header(Kind kind) {
        List<String> header = new ArrayList<>(kind.names);
        if (kind.features) {
            header.removeAll(LineTimes.NAMES);
        } else {
            header.remove("type");
        }
        return header;
    }

    List<String> choices() {
        List<String> choices = new ArrayList<>(columns.told());
        if (idOfFeature) {
            choices.add("id is the id of each Feature"
                    + (numbered && !columns.exact() ? ", which looks like the number of a row" : ""));
        } else if (numbered) {
            choices.add("the ids of the Features only number them: they are not taken");
        }
        return choices;
    }

    List<String> remarks() {
        return mapper.remarks();
    }

    /** What one record says: a line of many points says many things. */
    Iterator<TrackRecord> records(Place place, JsonRecord record) {
        if (record.isFeature() != features) {
            return one(new TrackRecord.Rejected(
                    place,
                    "the record",
                    "it is " + (features ? "no Feature" : "a Feature") + ", unlike those before it"));
        }
        JsonValues values = new JsonValues(record, columns, idOfFeature, moments);
        if (!features) {
            return one(mapper.map(place, values));
        }
        Geometry geometry = record.geometry();
        if (geometry == null || geometry.points() == 0) {
            return one(mapper.mapAt(place, values, NOWHERE));
        }
        if (geometry.type().equals("Point") && geometry.points() == 1) {
            return one(mapper.mapAt(place, values, ordinates(geometry, 0)));
        }
        return line(place, record, values, geometry);
    }

    private Iterator<TrackRecord> line(Place place, JsonRecord record, JsonValues values, Geometry geometry) {
        if (!geometry.isLine()) {
            return one(new TrackRecord.Rejected(
                    place,
                    "type=" + shortened(geometry.type()),
                    "it is no position: give Points, or lines with times"));
        }
        Optional<LineTimes> times = LineTimes.of(record);
        if (times.isEmpty()) {
            return one(new TrackRecord.Rejected(
                    place,
                    "type=" + geometry.type(),
                    "its points have no times, as in the properties coordTimes or coordinateProperties.times"));
        }
        LineTimes found = times.get();
        if (found.size() != geometry.points()) {
            return one(new TrackRecord.Rejected(
                    place,
                    "type=" + geometry.type(),
                    "it has " + geometry.points() + " points and " + found.size() + " times"));
        }
        LineValues line = new LineValues(values, record, found, columns, moments);
        return IntStream.range(0, geometry.points())
                .mapToObj(point -> mapper.mapAt(place, line.at(point), ordinates(geometry, point)))
                .iterator();
    }

    private static RecordMapper.Ordinates ordinates(Geometry geometry, int point) {
        return new RecordMapper.Ordinates(geometry.lon(point), geometry.lat(point), geometry.alt(point));
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static Iterator<TrackRecord> one(TrackRecord record) {
        return List.of(record).iterator();
    }
}

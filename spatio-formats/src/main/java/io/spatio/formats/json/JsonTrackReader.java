package io.spatio.formats.json;

import io.spatio.formats.track.Place;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackFormat;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads GeoJSON and lines of JSON as records. What is the id, the time and the place is decided once, by the first records,
 * so that none is taken in another way than those before it. One thread.
 */
public final class JsonTrackReader implements TrackReader {
    private static final int SAMPLE_RECORDS = 50;
    private static final int SAMPLE_BYTES = 1 << 20;

    private final TrackFormat format;
    private final JsonFrames frames;
    private final Deque<JsonFrames.Frame> sample;
    private final ReadOptions options;
    /** Null before the first record that can be read. */
    private @Nullable JsonMapper mapper;

    private Iterator<TrackRecord> pending = Collections.emptyIterator();

    private JsonTrackReader(
            TrackFormat format, JsonFrames frames, Deque<JsonFrames.Frame> sample, ReadOptions options) {
        this.format = format;
        this.frames = frames;
        this.sample = sample;
        this.options = options;
        List<JsonRecord> records = new ArrayList<>();
        for (JsonFrames.Frame frame : sample) {
            try {
                records.add(JsonRecord.parse(frame.bytes()));
            } catch (IllegalArgumentException e) {
                continue; // it is rejected when its turn comes
            }
        }
        mapper = records.isEmpty() ? null : JsonMapper.of(records, options);
    }

    /**
     * Reads the first records of a text.
     *
     * @param in UTF-8 without a byte order mark; closed with the reader, but not where this fails
     * @param format one of JSON
     * @throws io.spatio.formats.track.FileFormatException when it lacks what is needed
     * @throws IOException when the input cannot be read
     */
    public static JsonTrackReader open(InputStream in, TrackFormat format, ReadOptions options) throws IOException {
        JsonFrames.Framing framing =
                switch (format) {
                    case NDJSON -> JsonFrames.Framing.LINES;
                    case GEOJSON_SEQ -> JsonFrames.Framing.SEQUENCE;
                    default -> JsonFrames.Framing.DOCUMENT;
                };
        JsonFrames frames = new JsonFrames(in, framing);
        Deque<JsonFrames.Frame> sample = new ArrayDeque<>();
        int bytes = 0;
        while (sample.size() < SAMPLE_RECORDS && bytes < SAMPLE_BYTES) {
            Optional<JsonFrames.Frame> frame = frames.next();
            if (frame.isEmpty()) {
                break;
            }
            bytes += frame.get().bytes().length;
            sample.add(frame.get());
        }
        return new JsonTrackReader(format, frames, sample, options);
    }

    @Override
    public TrackFormat format() {
        return format;
    }

    @Override
    public List<String> choices() {
        return mapper == null ? List.of() : mapper.choices();
    }

    @Override
    public Optional<TrackRecord> next() throws IOException {
        while (!pending.hasNext()) {
            JsonFrames.Frame frame = sample.poll();
            Optional<JsonFrames.Frame> next = frame == null ? frames.next() : Optional.of(frame);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            pending = records(next.get());
        }
        return Optional.of(pending.next());
    }

    private Iterator<TrackRecord> records(JsonFrames.Frame frame) {
        Place place = frame.place();
        if (frame.bytes().length == 0) {
            return rejected(
                    place,
                    "the record",
                    "it has more than " + JsonFrames.MAX_RECORD_BYTES + " bytes: is a bracket missing?");
        }
        try {
            JsonRecord record = JsonRecord.parse(frame.bytes());
            JsonMapper known = mapper == null ? JsonMapper.of(List.of(record), options) : mapper;
            mapper = known;
            return known.records(place, record);
        } catch (IllegalArgumentException e) {
            return rejected(place, begin(frame.bytes()), String.valueOf(e.getMessage()));
        }
    }

    private static Iterator<TrackRecord> rejected(Place place, String value, String reason) {
        return List.<TrackRecord>of(new TrackRecord.Rejected(place, value, reason))
                .iterator();
    }

    private static String begin(byte[] bytes) {
        String begin = new String(bytes, 0, Math.min(bytes.length, 40), StandardCharsets.UTF_8);
        int newline = begin.indexOf('\n');
        return newline < 0 ? begin : begin.substring(0, newline);
    }

    @Override
    public List<String> remarks() {
        return mapper == null ? List.of() : mapper.remarks();
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}

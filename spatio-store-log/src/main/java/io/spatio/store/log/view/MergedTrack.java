package io.spatio.store.log.view;

import io.spatio.TrackOrder;
import io.spatio.store.log.segment.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object's events out of several tracks, by (timestamp, sequence), each repeated position kept only as it was
 * appended last. Events of one timestamp are gathered before the first of them is given, because which of them stay is
 * known only then. O(tracks) per event; memory for the events of one timestamp. One thread at a time.
 */
public final class MergedTrack implements Track {
    private final List<Track> waiting = new ArrayList<>();
    private final List<Track> all;
    private final List<Row> group = new ArrayList<>();
    private final boolean newestFirst;
    private int at = -1;
    private Row row = Row.NONE;

    private MergedTrack(List<Track> tracks, TrackOrder order) {
        this.all = List.copyOf(tracks);
        this.newestFirst = order == TrackOrder.NEWEST_FIRST;
        for (Track track : tracks) {
            if (track.next()) {
                waiting.add(track);
            }
        }
    }

    /** Merges tracks of one order. */
    public static Track of(List<Track> tracks, TrackOrder order) {
        return tracks.size() == 1 ? tracks.get(0) : new MergedTrack(tracks, order);
    }

    /** An event out of its track. */
    private record Row(
            long timestamp, long sequence, boolean delete, double lon, double lat, double alt, byte[] metadata) {
        static final Row NONE = new Row(0, 0, true, Double.NaN, Double.NaN, Double.NaN, new byte[0]);

        static Row of(Track track) {
            return new Row(
                    track.timestampMicros(),
                    track.sequence(),
                    track.isDelete(),
                    track.lon(),
                    track.lat(),
                    track.alt(),
                    track.metadata());
        }
    }

    /** What of a position repeats. */
    private record Same(long lon, long lat, long alt, byte[] metadata) {
        static Same of(Row row) {
            return new Same(
                    Double.doubleToRawLongBits(row.lon),
                    Double.doubleToRawLongBits(row.lat),
                    Double.doubleToRawLongBits(row.alt),
                    row.metadata);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same that
                    && lon == that.lon
                    && lat == that.lat
                    && alt == that.alt
                    && Arrays.equals(metadata, that.metadata);
        }

        @Override
        public int hashCode() {
            return Long.hashCode((lon * 31 + lat) * 31 + alt) * 31 + Arrays.hashCode(metadata);
        }
    }

    @Override
    public boolean next() {
        at++;
        if (at >= group.size()) {
            at = 0;
            gather();
        }
        if (group.isEmpty()) {
            return false;
        }
        row = group.get(at);
        return true;
    }

    private void gather() {
        group.clear();
        if (waiting.isEmpty()) {
            return;
        }
        long timestamp = waiting.get(0).timestampMicros();
        for (Track track : waiting) {
            long other = track.timestampMicros();
            if (newestFirst ? other > timestamp : other < timestamp) {
                timestamp = other;
            }
        }
        for (int i = waiting.size() - 1; i >= 0; i--) {
            take(i, timestamp);
        }
        if (group.size() > 1) {
            keepLast();
        }
    }

    private void take(int i, long timestamp) {
        Track track = waiting.get(i);
        while (track.timestampMicros() == timestamp) {
            group.add(Row.of(track));
            if (!track.next()) {
                waiting.remove(i);
                return;
            }
        }
    }

    private void keepLast() {
        group.sort(Comparator.comparingLong(Row::sequence).reversed());
        Set<Same> seen = new HashSet<>();
        group.removeIf(r -> !r.delete && !seen.add(Same.of(r)));
        if (!newestFirst) {
            Collections.reverse(group);
        }
    }

    @Override
    public long timestampMicros() {
        return row.timestamp;
    }

    @Override
    public long sequence() {
        return row.sequence;
    }

    @Override
    public boolean isDelete() {
        return row.delete;
    }

    @Override
    public double lon() {
        return row.lon;
    }

    @Override
    public double lat() {
        return row.lat;
    }

    @Override
    public double alt() {
        return row.alt;
    }

    @Override
    public byte[] metadata() {
        return row.metadata;
    }

    @Override
    public void close() {
        all.forEach(Track::close);
    }
}

package io.spatio.store.log.segment;

import io.spatio.TrackOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several tracks of one object as one, by (timestamp, sequence), of repeated positions the one appended last.
 *
 * <p>Repeats have one timestamp but need not stand next to each other, so the events of one timestamp are held until all
 * are there; nearly always that is one. The tracks are few, so the next is found by looking at each.
 */
final class MergedTrack implements PartialTrack {
    private final List<Track> tracks;
    private final boolean ascending;
    private final List<HeldEvent> spare = new ArrayList<>();
    private final List<HeldEvent> group = new ArrayList<>();
    private HeldEvent event = new HeldEvent();
    private int nextOfGroup;
    private boolean started;

    MergedTrack(List<Track> tracks, TrackOrder order) {
        this.tracks = new ArrayList<>(tracks);
        ascending = order == TrackOrder.OLDEST_FIRST;
    }

    @Override
    public boolean next() {
        while (nextOfGroup == group.size()) {
            if (!fillGroup()) {
                return false;
            }
        }
        event = group.get(nextOfGroup++);
        return true;
    }

    private boolean fillGroup() {
        spare.addAll(group);
        group.clear();
        nextOfGroup = 0;
        start();
        if (tracks.isEmpty()) {
            return false;
        }
        int least = least();
        long timestamp = tracks.get(least).timestampMicros();
        while (!tracks.isEmpty() && tracks.get(least).timestampMicros() == timestamp) {
            HeldEvent held = spare.isEmpty() ? new HeldEvent() : spare.remove(spare.size() - 1);
            held.fill(tracks.get(least));
            group.add(held);
            if (!tracks.get(least).next()) {
                tracks.remove(least).close();
            }
            least = least();
        }
        if (group.size() > 1) {
            collapse();
        }
        return true;
    }

    private void start() {
        if (!started) {
            started = true;
            tracks.removeIf(track -> {
                boolean empty = !track.next();
                if (empty) {
                    track.close();
                }
                return empty;
            });
        }
    }

    private int least() {
        int least = 0;
        for (int i = 1; i < tracks.size(); i++) {
            if (isBefore(tracks.get(i), tracks.get(least))) {
                least = i;
            }
        }
        return least;
    }

    private boolean isBefore(Track a, Track b) {
        int order = Long.compare(a.timestampMicros(), b.timestampMicros());
        if (order == 0) {
            order = Long.compare(a.sequence(), b.sequence());
        }
        return ascending ? order < 0 : order > 0;
    }

    /** Keeps of each repeated position the one of the greatest sequence; the order stays. */
    private void collapse() {
        Set<HeldEvent> seen = new HashSet<>();
        List<HeldEvent> kept = new ArrayList<>(group.size());
        for (int i = 0; i < group.size(); i++) {
            HeldEvent held = group.get(ascending ? group.size() - 1 - i : i);
            if (!held.mayRepeat() || seen.add(held)) {
                kept.add(held);
            } else {
                spare.add(held);
            }
        }
        group.clear();
        for (int i = 0; i < kept.size(); i++) {
            group.add(kept.get(ascending ? kept.size() - 1 - i : i));
        }
    }

    @Override
    public boolean isGap() {
        return event.gap;
    }

    @Override
    public long timestampMicros() {
        return event.timestampMicros;
    }

    @Override
    public long sequence() {
        return event.sequence;
    }

    @Override
    public boolean isDelete() {
        return event.delete;
    }

    @Override
    public double lon() {
        return event.lon;
    }

    @Override
    public double lat() {
        return event.lat;
    }

    @Override
    public double alt() {
        return event.alt;
    }

    @Override
    public byte[] metadata() {
        return event.metadata;
    }

    @Override
    public void close() {
        tracks.forEach(Track::close);
        tracks.clear();
    }
}

package io.spatio.store.log.segment;

import io.spatio.TrackOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several tracks of one object as one, by (timestamp, sequence), of repeated positions the one appended last.
 *
 * <p>Tracks nearly always follow each other in time. So as long as one of them alone is due, this stands on it; only events
 * of one timestamp in several tracks are copied and held until all are there, for those that repeat each other need not
 * stand next to each other. A track by itself repeats nothing. The tracks are few, so the next is found by looking at each.
 */
final class MergedTrack implements PartialTrack {
    private final List<Track> tracks;
    private final boolean ascending;
    private final List<HeldEvent> spare = new ArrayList<>();
    private final List<HeldEvent> group = new ArrayList<>();
    private int nextOfGroup;
    private boolean started;

    /** Where this stands: a track of its own, or an event held. */
    private Track on = new HeldEvent();

    private @Nullable Track alone;
    private boolean bounded;
    private long boundMicros;

    MergedTrack(List<Track> tracks, TrackOrder order) {
        this.tracks = new ArrayList<>(tracks);
        ascending = order == TrackOrder.OLDEST_FIRST;
    }

    @Override
    public boolean next() {
        Track present = alone;
        if (present != null) {
            if (!present.next()) {
                tracks.remove(present);
                present.close();
            } else if (isAlone(present)) {
                return true;
            }
            alone = null;
        }
        if (nextOfGroup == group.size() && !choose()) {
            return false;
        }
        if (alone == null) {
            on = group.get(nextOfGroup++);
        }
        return true;
    }

    private boolean isAlone(Track track) {
        return !bounded || (ascending ? track.timestampMicros() < boundMicros : track.timestampMicros() > boundMicros);
    }

    /** Stands on the track that is due, or holds the events of all that are; false at the end. */
    private boolean choose() {
        spare.addAll(group);
        group.clear();
        nextOfGroup = 0;
        start();
        if (tracks.isEmpty()) {
            return false;
        }
        Track least = tracks.get(least());
        bound(least);
        if (isAlone(least)) {
            alone = least;
            on = least;
        } else {
            fillGroup();
        }
        return true;
    }

    /** The least time of all other tracks, at which one is no longer alone. */
    private void bound(Track least) {
        bounded = false;
        for (Track track : tracks) {
            if (!track.equals(least)) {
                long micros = track.timestampMicros();
                boundMicros =
                        !bounded || (ascending ? micros < boundMicros : micros > boundMicros) ? micros : boundMicros;
                bounded = true;
            }
        }
    }

    private void fillGroup() {
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
        return on instanceof PartialTrack partial && partial.isGap();
    }

    @Override
    public long timestampMicros() {
        return on.timestampMicros();
    }

    @Override
    public long sequence() {
        return on.sequence();
    }

    @Override
    public long sequenceSpan() {
        return on.sequenceSpan();
    }

    @Override
    public boolean isDelete() {
        return on.isDelete();
    }

    @Override
    public double lon() {
        return on.lon();
    }

    @Override
    public double lat() {
        return on.lat();
    }

    @Override
    public double alt() {
        return on.alt();
    }

    @Override
    public byte[] metadata() {
        return on.metadata();
    }

    @Override
    public void close() {
        tracks.forEach(Track::close);
        tracks.clear();
    }
}

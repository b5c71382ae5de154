package io.spatio.store.log.segment;

import io.spatio.TrackOrder;
import java.util.List;

/** Puts together what is known of one object. */
public final class Tracks {
    private Tracks() {}

    /**
     * Several tracks of one object as one, by (timestamp, sequence); of positions that agree in timestamp, bits of
     * coordinates and bytes of metadata only the one of the greatest sequence. O(tracks) a step; holds the events of one
     * timestamp in memory. Closing it closes the tracks, and a track is closed when it ends.
     *
     * @param tracks all in the given order, none of which repeats itself
     */
    public static Track merged(List<Track> tracks, TrackOrder order) {
        return new MergedTrack(tracks, order);
    }
}

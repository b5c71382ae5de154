package io.spatio.store.log.segment;

import io.spatio.Identifiers;
import io.spatio.TrackOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A streaming merge of segments, and of what is in memory, by namespace, object, timestamp and sequence. Repeated
 * positions collapse to the one appended last; erased objects are left out. Memory: a page of each
 * source. One thread at a time.
 */
public final class SegmentMerger implements TrackSource {
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable Lane least;

    /**
     * One source of the merge.
     *
     * @param source what it gives; closed with the merge
     * @param keeps which objects are not erased
     */
    public record Input(TrackSource source, SegmentReader.Incarnations keeps) {
        /** An input of which all is kept. */
        public static Input of(TrackSource source) {
            return new Input(source, (namespace, incarnation) -> true);
        }
    }

    /** Merges sources. */
    public SegmentMerger(List<Input> inputs) {
        for (Input input : inputs) {
            lanes.add(new Lane(input));
        }
    }

    /** Writes all that is left of a source. Neither is closed. */
    public static void copy(TrackSource source, SegmentWriter writer) throws IOException {
        while (source.nextObject()) {
            writer.beginObject(source.namespace(), source.objectId(), source.incarnation());
            writer.addAll(source.track());
        }
    }

    @Override
    public boolean nextObject() {
        Lane before = least;
        for (Lane lane : lanes) {
            // Those that stood on the object just given, the least itself last.
            if (before == null || (!lane.equals(before) && lane.compareTo(before) == 0)) {
                lane.advance();
            }
        }
        if (before != null) {
            before.advance();
        }
        least = null;
        for (Lane lane : lanes) {
            if (!lane.ended && (least == null || lane.compareTo(least) < 0)) {
                least = lane;
            }
        }
        return least != null;
    }

    @Override
    public String namespace() {
        return least().namespace;
    }

    @Override
    public String objectId() {
        return least().objectId;
    }

    /**
     * The greatest of all sources. They differ where an object began again after its delete was forgotten; an erase then
     * ends all of them together.
     */
    @Override
    public long incarnation() {
        long greatest = 0;
        for (Lane lane : lanes) {
            if (lane.compareTo(least()) == 0) {
                greatest = Math.max(greatest, lane.input.source().incarnation());
            }
        }
        return greatest;
    }

    /** The events of all sources that have the object. */
    @Override
    public Track track() {
        List<Track> tracks = new ArrayList<>();
        for (Lane lane : lanes) {
            if (lane.compareTo(least()) == 0) {
                tracks.add(lane.input.source().track());
            }
        }
        return new MergedTrack(tracks, TrackOrder.OLDEST_FIRST);
    }

    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.input.source().close();
        }
    }

    private Lane least() {
        if (least == null) {
            throw new IllegalStateException("the merge stands on no object: call nextObject first");
        }
        return least;
    }

    /** A source and the object it stands on. */
    private static final class Lane {
        private final Input input;
        private String namespace = "";
        private String objectId = "";
        private boolean ended;

        private Lane(Input input) {
            this.input = input;
        }

        private void advance() {
            while (!ended) {
                ended = !input.source().nextObject();
                if (!ended) {
                    namespace = input.source().namespace();
                    objectId = input.source().objectId();
                    if (input.keeps().test(namespace, input.source().incarnation())) {
                        return;
                    }
                }
            }
        }

        /** Ended ones are greater than all others. */
        private int compareTo(Lane other) {
            if (ended || other.ended) {
                return Boolean.compare(ended, other.ended);
            }
            int order = Identifiers.compare(namespace, other.namespace);
            return order != 0 ? order : Identifiers.compare(objectId, other.objectId);
        }
    }
}

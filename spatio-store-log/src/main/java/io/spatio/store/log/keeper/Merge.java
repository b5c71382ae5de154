package io.spatio.store.log.keeper;

import io.spatio.Identifiers;
import io.spatio.TrackOrder;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.segment.Damage;
import io.spatio.store.log.segment.SegmentWriter;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.segment.TrackSource;
import io.spatio.store.log.view.MergedTrack;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of several segments as those of one, without what is erased: an object of a segment that ends before the
 * object's erase is left out. Each page of each input is decoded once; memory is a page per input. One thread.
 */
final class Merge implements SegmentFiles.Rows {
    private final List<OpenSegment> inputs;
    private final Erases.Snapshot erases;
    private final Damage damage;

    Merge(List<OpenSegment> inputs, Erases.Snapshot erases, Damage damage) {
        this.inputs = List.copyOf(inputs);
        this.erases = erases;
        this.damage = damage;
    }

    /** A segment's objects, standing on one. */
    private record Input(OpenSegment segment, TrackSource source) {
        int compareTo(Input other) {
            int namespaces = Identifiers.compare(source.namespace(), other.source.namespace());
            return namespaces != 0
                    ? namespaces
                    : Identifiers.compare(source.objectId(), other.source.objectId());
        }
    }

    @Override
    public void writeTo(SegmentWriter writer) throws IOException {
        List<Input> waiting = new ArrayList<>();
        for (OpenSegment segment : inputs) {
            advance(waiting, new Input(segment, segment.reader().walk(damage)));
        }
        while (!waiting.isEmpty()) {
            List<Input> least = new ArrayList<>();
            for (Input input : waiting) {
                int order = least.isEmpty() ? 0 : input.compareTo(least.get(0));
                if (order < 0) {
                    least.clear();
                }
                if (order <= 0) {
                    least.add(input);
                }
            }
            write(least, writer);
            waiting.removeAll(least);
            for (Input input : least) {
                advance(waiting, input);
            }
        }
    }

    private static void advance(List<Input> waiting, Input input) throws IOException {
        if (input.source.nextObject()) {
            waiting.add(input);
        } else {
            input.source.close();
        }
    }

    private void write(List<Input> least, SegmentWriter writer) throws IOException {
        String namespace = least.get(0).source.namespace();
        String objectId = least.get(0).source.objectId();
        List<Track> tracks = new ArrayList<>();
        for (Input input : least) {
            if (erases.keeps(namespace, objectId, input.segment.maxSequence())) {
                tracks.add(input.source.track());
            }
        }
        if (!tracks.isEmpty()) {
            writer.beginObject(namespace, objectId);
            try (Track merged = MergedTrack.of(tracks, TrackOrder.OLDEST_FIRST)) {
                writer.addAll(merged);
            }
        }
    }
}

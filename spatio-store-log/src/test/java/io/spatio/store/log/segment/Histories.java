package io.spatio.store.log.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One history, in the order it was appended, cut into segments and a rest in memory. */
final class Histories {
    private Histories() {}

    /** Renumbers events as if appended by time or in any order, some of them twice. */
    static List<Event> appended(List<Event> events, Random random, boolean byTime) {
        List<Event> appended = new ArrayList<>(events);
        for (int i = random.nextInt(events.size() / 4 + 1); i > 0; i--) {
            appended.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(appended, random);
        if (byTime) {
            appended.sort(Comparator.comparingLong(Event::timestampMicros));
        }
        for (int i = 0; i < appended.size(); i++) {
            appended.set(i, appended.get(i).withSequence(i + 1));
        }
        return appended;
    }

    /** What an answer must show: in order, repeated positions once, as appended last. */
    static List<Event> visible(List<Event> appended) {
        List<Event> visible = new ArrayList<>();
        Set<Event> seen = new HashSet<>();
        for (int i = appended.size() - 1; i >= 0; i--) {
            Event event = appended.get(i);
            if (event.delete() || seen.add(event.withSequence(0))) {
                visible.add(event);
            }
        }
        visible.sort(Event.ORDER);
        return visible;
    }

    /** Parts of what was appended, one after the other. */
    static List<List<Event>> cut(List<Event> appended, int parts) {
        List<List<Event>> cut = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            cut.add(appended.subList(appended.size() * i / parts, appended.size() * (i + 1) / parts));
        }
        return cut;
    }

    /** A segment of a part. */
    static SegmentReader sealed(MemoryIo io, List<Event> part) throws IOException {
        Path file = Path.of("part-" + part.get(0).sequence());
        Segments.write(io, file, visible(part));
        return SegmentReader.open(io, file);
    }

    /** Events in memory as a source of a merge. */
    static TrackSource source(List<Event> events) {
        List<List<Event>> objects = new ArrayList<>();
        for (Event event : visible(events)) {
            List<Event> last = objects.isEmpty() ? List.of() : objects.get(objects.size() - 1);
            if (last.isEmpty()
                    || !last.get(0).objectId().equals(event.objectId())
                    || !last.get(0).namespace().equals(event.namespace())) {
                last = new ArrayList<>();
                objects.add(last);
            }
            last.add(event);
        }
        Iterator<List<Event>> iterator = objects.iterator();
        return new TrackSource() {
            private List<Event> object = List.of();

            @Override
            public boolean nextObject() {
                object = iterator.hasNext() ? iterator.next() : List.of();
                return !object.isEmpty();
            }

            @Override
            public String namespace() {
                return object.get(0).namespace();
            }

            @Override
            public String objectId() {
                return object.get(0).objectId();
            }

            @Override
            public long incarnation() {
                return Segments.incarnation(objectId());
            }

            @Override
            public Track track() {
                return new ListTrack(object);
            }
        };
    }
}

package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.HistoryOptions;
import io.spatio.Identifiers;
import io.spatio.MetadataBytes;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Regions;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventCursor;
import io.spatio.spi.EventKind;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Questions about the past of one namespace, answered by the store. */
final class History {
    private final Engine engine;
    private final String namespace;

    History(Engine engine, String namespace) {
        this.engine = engine;
        this.namespace = namespace;
    }

    /** A walk over the events of an object, whose first positions may lie before where the options say to continue. */
    private EventCursor open(String objectId, Instant from, Instant to, HistoryOptions options) {
        Cancellation cancellation = cancellation(options);
        long fromMicros = Timestamps.toMicrosSaturated(from);
        long toMicros = Timestamps.toMicrosSaturated(to);
        Instant after = options.afterTimestamp();
        if (after != null && options.order() == TrackOrder.NEWEST_FIRST) {
            toMicros = Math.min(toMicros, Timestamps.toMicrosSaturated(after));
        } else if (after != null) {
            fromMicros = Math.max(fromMicros, Timestamps.toMicrosSaturated(after));
        }
        return engine.store.read(ReadRequest.of(namespace, objectId)
                .withRange(fromMicros, toMicros)
                .withOrder(options.order())
                .withCancellation(cancellation));
    }

    private static Cancellation cancellation(HistoryOptions options) {
        Cancellation cancellation = Cancellation.of(options.deadline(), options.cancelToken());
        cancellation.check();
        return cancellation;
    }

    /** Moves to the next position of an answer; false where there is none. */
    private static boolean nextPosition(EventCursor cursor, HistoryOptions options) {
        while (cursor.next()) {
            if (cursor.kind() == EventKind.POSITION && isAfter(cursor, options)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAfter(StoredEvent event, HistoryOptions options) {
        Instant after = options.afterTimestamp();
        if (after == null || event.timestampMicros() != Timestamps.toMicrosSaturated(after)) {
            return true; // the range holds no others
        }
        return options.order() == TrackOrder.NEWEST_FIRST
                ? event.sequence() < options.afterSequence()
                : event.sequence() > options.afterSequence();
    }

    private static TrackPoint toTrackPoint(StoredEvent event) {
        return new TrackPoint(
                Timestamps.toInstant(event.timestampMicros()),
                new Position(event.lon(), event.lat(), event.alt()),
                MetadataBytes.of(event.metadata()),
                event.sequence());
    }

    Results<TrackPoint> trajectory(String objectId, Instant from, Instant to, HistoryOptions options) {
        try (EventCursor cursor = open(objectId, from, to, options)) {
            List<TrackPoint> points = new ArrayList<>();
            while (nextPosition(cursor, options)) {
                if (points.size() == options.limit()) {
                    return Results.of(points, true);
                }
                points.add(toTrackPoint(cursor));
            }
            return Results.of(points, false);
        }
    }

    Stream<TrackPoint> stream(String objectId, Instant from, Instant to, HistoryOptions options) {
        EventCursor cursor = open(objectId, from, to, options);
        engine.cursors.add(cursor);
        Spliterator<TrackPoint> points =
                new Spliterators.AbstractSpliterator<>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE) {
                    private int left = options.limit();

                    @Override
                    public boolean tryAdvance(Consumer<? super TrackPoint> action) {
                        TrackPoint point = left == 0 ? null : nextPoint(cursor, options);
                        left -= left == Integer.MAX_VALUE ? 0 : 1; // which is as good as no limit
                        if (point == null) {
                            left = 0;
                            engine.cursors.close(cursor);
                            return false;
                        }
                        engine.lifecycle.runOutside(() -> action.accept(point));
                        return true;
                    }
                };
        return StreamSupport.stream(points, false).onClose(() -> engine.cursors.close(cursor));
    }

    private @Nullable TrackPoint nextPoint(EventCursor cursor, HistoryOptions options) {
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return nextPosition(cursor, options) ? toTrackPoint(cursor) : null;
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    /** See {@link io.spatio.Namespace#queryDuring}. */
    Results<Visit> during(Area area, Instant from, Instant to, HistoryOptions options) {
        if (options.afterTimestamp() != null) {
            throw new IllegalArgumentException(
                    "after=" + options.afterTimestamp() + " continues a trajectory: visits have no such place");
        }
        Region region = Regions.of(area);
        FirstVisits visits = new FirstVisits(options.limit());
        ScanRequest request = ScanRequest.of(namespace, region)
                .withRange(Timestamps.toMicrosSaturated(from), Timestamps.toMicrosSaturated(to))
                .withCancellation(cancellation(options));
        try (ScanCursor cursor = engine.store.scan(request)) {
            Run run = new Run(visits);
            while (cursor.next()) {
                run.take(cursor, isInside(region, cursor));
            }
            run.end();
        }
        return visits.results();
    }

    private static boolean isInside(Region region, StoredEvent event) {
        double lon = LonLat.canonicalLon(event.lon(), event.lat());
        return region.contains(lon, LonLat.canonicalLat(event.lat()), event.alt());
    }

    /** The first visits by object id, then by time, of any number that come object by object: about twice the limit are held. */
    private static final class FirstVisits {
        private static final Comparator<Visit> BY_OBJECT = Comparator.comparing(Visit::objectId, Identifiers.ORDER);
        private static final int SLACK = 1_000;

        private final int limit;
        private final List<Visit> visits = new ArrayList<>();
        private boolean truncated;

        FirstVisits(int limit) {
            this.limit = limit;
        }

        void add(Visit visit) {
            visits.add(visit);
            if (visits.size() - SLACK >= 2L * limit) {
                cut();
            }
        }

        /** Each object's runs are found in order of time, and the sort is stable. */
        private void cut() {
            visits.sort(BY_OBJECT);
            if (visits.size() > limit) {
                visits.subList(limit, visits.size()).clear();
                truncated = true;
            }
        }

        Results<Visit> results() {
            cut();
            return Results.of(visits, truncated);
        }
    }

    /** The run of records inside that is being walked. */
    private static final class Run {
        private final FirstVisits visits;
        private @Nullable String objectId;
        private @Nullable TrackPoint first;
        private @Nullable TrackPoint last;
        private long points;

        Run(FirstVisits visits) {
            this.visits = visits;
        }

        void take(ScanCursor record, boolean inside) {
            if (!record.contiguous() || !inside) {
                end();
            }
            if (inside) {
                TrackPoint point = toTrackPoint(record);
                if (points == 0) {
                    first = point;
                    objectId = record.objectId();
                }
                last = point;
                points++;
            }
        }

        void end() {
            if (objectId != null && first != null && last != null && points > 0) {
                visits.add(new Visit(objectId, first, last, points));
            }
            points = 0;
        }
    }
}

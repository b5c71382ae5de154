package io.spatio.testkit.engine;

import io.spatio.Area;
import io.spatio.HistoryOptions;
import io.spatio.Identifiers;
import io.spatio.Location;
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
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a namespace of the reference database answers from its store. */
final class ReferenceHistory {
    private final ReferenceSpatio database;
    private final String name;
    private final Deque<List<Location>> past = new ArrayDeque<>();

    ReferenceHistory(ReferenceSpatio database, String name) {
        this.database = database;
        this.name = name;
    }

    TreeMap<String, ReferenceRow> rows() {
        return database.rows(name);
    }

    /** Some answers late. */
    List<Location> delayed(List<Location> current) {
        past.addLast(current);
        return past.size() > 3 ? past.removeFirst() : current;
    }

    private Cancellation cancellation(HistoryOptions options) {
        if (database.fault == EngineFault.DEADLINE_IGNORED) {
            return Cancellation.NONE;
        }
        Cancellation cancellation = Cancellation.of(options.deadline(), options.cancelToken());
        cancellation.check();
        return cancellation;
    }

    private EventCursor read(String id, Instant from, Instant to, HistoryOptions options) {
        Cancellation cancellation = cancellation(options);
        return database.guarded(() -> {
            database.counts.queries++;
            return database.store.read(ReadRequest.of(name, id)
                    .withRange(Timestamps.toMicrosSaturated(from), Timestamps.toMicrosSaturated(to))
                    .withOrder(options.order())
                    .withCancellation(cancellation));
        });
    }

    private static TrackPoint point(EventCursor event) {
        return new TrackPoint(
                Timestamps.toInstant(event.timestampMicros()),
                new Position(event.lon(), event.lat(), event.alt()),
                MetadataBytes.of(event.metadata()),
                event.sequence());
    }

    /** Whether an answer that continues comes to an event. */
    private boolean isWanted(EventCursor event, HistoryOptions options) {
        Instant after = options.afterTimestamp();
        if (event.isDelete() || after == null) {
            return !event.isDelete();
        }
        int direction = options.order() == TrackOrder.OLDEST_FIRST ? 1 : -1;
        int byTime = Long.compare(event.timestampMicros(), Timestamps.toMicrosSaturated(after));
        int bySequence = database.fault == EngineFault.HISTORY_PAGES_BY_TIME
                ? 0
                : Long.compare(event.sequence(), options.afterSequence());
        return direction * (byTime != 0 ? byTime : bySequence) > 0;
    }

    Results<TrackPoint> trajectory(String id, Instant from, Instant to, HistoryOptions options) {
        List<TrackPoint> points = new ArrayList<>();
        try (EventCursor cursor = read(id, from, to, options)) {
            while (cursor.next()) {
                if (isWanted(cursor, options)) {
                    points.add(point(cursor));
                }
            }
        }
        int kept = Math.min(options.limit(), points.size());
        return Results.of(points.subList(0, kept), kept < points.size());
    }

    Stream<TrackPoint> stream(String id, Instant from, Instant to, HistoryOptions options) {
        EventCursor cursor = read(id, from, to, options);
        Iterator<TrackPoint> points = new Iterator<>() {
            private TrackPoint next;

            @Override
            public boolean hasNext() {
                while (next == null && cursor.next()) {
                    next = isWanted(cursor, options) ? point(cursor) : null;
                }
                return next != null;
            }

            @Override
            public TrackPoint next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException();
                }
                TrackPoint point = next;
                next = null;
                return point;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(points, 0), false)
                .limit(options.limit())
                .onClose(cursor::close);
    }

    Results<Visit> during(Area area, Instant from, Instant to, HistoryOptions options) {
        if (options.afterTimestamp() != null) {
            throw new IllegalArgumentException("after=" + options.afterTimestamp() + " is no place among visits");
        }
        Cancellation cancellation = cancellation(options);
        Region region = Regions.of(area);
        List<Visit> visits = new ArrayList<>();
        long fromMicros = Timestamps.toMicrosSaturated(from);
        long toMicros = Timestamps.toMicrosSaturated(to);
        try (ScanCursor cursor = database.guarded(() -> {
            database.counts.queries++;
            return database.store.scan(
                    ScanRequest.of(name, region).withRange(fromMicros, toMicros).withCancellation(cancellation));
        })) {
            boolean open = false;
            while (cursor.next()) {
                boolean inside = region.contains(
                        LonLat.canonicalLon(cursor.lon(), cursor.lat()),
                        LonLat.canonicalLat(cursor.lat()),
                        cursor.alt());
                TrackPoint point = point(cursor);
                boolean joins = open && cursor.contiguous() && database.fault != EngineFault.VISITS_OF_ONE;
                if (inside && joins) {
                    Visit last = visits.remove(visits.size() - 1);
                    visits.add(new Visit(last.objectId(), last.first(), point, last.points() + 1));
                } else if (inside) {
                    visits.add(new Visit(cursor.objectId(), point, point, 1));
                }
                open = inside;
            }
        }
        visits.sort((a, b) -> Identifiers.compare(a.objectId(), b.objectId()));
        int kept = Math.min(options.limit(), visits.size());
        return Results.of(visits.subList(0, kept), kept < visits.size());
    }
}

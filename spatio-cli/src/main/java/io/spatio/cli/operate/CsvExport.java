package io.spatio.cli.operate;

import io.spatio.Area;
import io.spatio.Namespace;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes a namespace's whole history as CSV that {@code spatio import} takes back bit for bit. One thread. */
final class CsvExport {
    private static final String HEADER = "object_id,timestamp,lon,lat,alt,metadata";

    private final Namespace namespace;
    private final PrintStream out;

    CsvExport(Namespace namespace, PrintStream out) {
        this.namespace = namespace;
        this.out = out;
    }

    /**
     * What was written.
     *
     * @param records rows
     * @param objects objects with at least one row
     * @param ended those of them that have no current position, because they were deleted
     */
    record Written(long records, long objects, long ended) {}

    /** Writes it, by object id, then by time. Memory is one entry per object. */
    Written write() {
        SortedSet<String> ids = new TreeSet<>(io.spatio.Identifiers.ORDER);
        for (Visit visit : namespace.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, Integer.MAX_VALUE)) {
            ids.add(visit.objectId());
        }
        out.print(HEADER + "\n");
        long records = 0;
        long ended = 0;
        for (String id : ids) {
            records += writeObject(id);
            ended += namespace.exists(id) ? 0 : 1;
        }
        out.flush();
        return new Written(records, ids.size(), ended);
    }

    private long writeObject(String id) {
        String cell = cell(id);
        long records = 0;
        try (Stream<TrackPoint> points =
                namespace.streamTrajectory(id, Instant.MIN, Instant.MAX, TrackOrder.OLDEST_FIRST)) {
            for (Iterator<TrackPoint> i = points.iterator(); i.hasNext(); records++) {
                TrackPoint point = i.next();
                out.print(cell + "," + point.timestamp() + ","
                        + point.position().lon() + ","
                        + point.position().lat() + ","
                        + (point.position().hasAlt() ? point.position().altOrNaN() : "") + ","
                        + (point.metadata().isPresent() ? cell(point.metadata().json()) : "") + "\n");
            }
        }
        return records;
    }

    /** A cell after RFC 4180. */
    static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}

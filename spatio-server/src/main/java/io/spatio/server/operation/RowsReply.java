package io.spatio.server.operation;

import com.google.protobuf.ByteString;
import io.spatio.Located;
import io.spatio.Metadata;
import io.spatio.Results;
import io.spatio.RowColumns;
import io.spatio.protocol.v1.RowKey;
import io.spatio.protocol.v1.Rows;

/** Gathers rows into the columns of a reply, until it is as long as it may be. One thread. */
final class RowsReply {
    /** Numbers of a row, and what frames them. */
    private static final int BYTES_OF_NUMBERS = 64;

    private final Rows.Builder rows = Rows.newBuilder();
    private final int maxBytes;
    private int bytes;
    private boolean anyAlt;
    private boolean anyMetadata;

    RowsReply(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The reply of an answer: truncated by its limit, or here by its length. */
    static Rows of(Results<? extends Located> results, int maxBytes, boolean ordered) {
        RowColumns columns = RowColumns.of(results);
        RowsReply reply = new RowsReply(maxBytes);
        int taken = 0;
        while (taken < columns.size() && reply.hasRoom()) {
            reply.add(columns, taken);
            taken++;
        }
        return reply.finish(results.truncated() || taken < columns.size(), ordered);
    }

    /** Whether another row may come. The first always may. */
    boolean hasRoom() {
        return bytes < maxBytes || rows.getIdCount() == 0;
    }

    private void add(RowColumns columns, int i) {
        add(
                columns.objectIds()[i],
                columns.lons()[i],
                columns.lats()[i],
                columns.altsOrNaN()[i],
                columns.metadata()[i]);
        rows.addTimestamp(columns.timestampMicros()[i]).addSequence(columns.sequences()[i]);
        double distance = columns.distancesMeters()[i];
        if (!Double.isNaN(distance)) {
            rows.addDistance(distance);
        }
    }

    void add(io.spatio.Row row) {
        add(row.objectId(), row.lon(), row.lat(), row.altOrNaN(), row.metadata());
        rows.addTimestamp(row.timestampMicros()).addSequence(row.sequence());
    }

    private void add(String id, double lon, double lat, double altOrNaN, Metadata metadata) {
        ByteString json = Places.bytes(metadata);
        rows.addId(id).addLon(lon).addLat(lat).addAlt(altOrNaN).addMetadata(json);
        anyAlt |= !Double.isNaN(altOrNaN);
        anyMetadata |= !json.isEmpty();
        bytes += BYTES_OF_NUMBERS + id.length() + json.size();
    }

    Rows finish(boolean truncated, boolean ordered) {
        if (!anyAlt) {
            rows.clearAlt();
        }
        if (!anyMetadata) {
            rows.clearMetadata();
        }
        rows.setTruncated(truncated);
        int last = rows.getIdCount() - 1;
        if (truncated && ordered && last >= 0) {
            RowKey.Builder next = RowKey.newBuilder().setId(rows.getId(last));
            if (rows.getDistanceCount() > 0) {
                next.setDistance(rows.getDistance(last));
            }
            rows.setNext(next);
        }
        return rows.build();
    }
}

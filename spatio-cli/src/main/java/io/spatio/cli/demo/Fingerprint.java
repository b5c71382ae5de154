package io.spatio.cli.demo;

import io.spatio.Area;
import io.spatio.Located;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.cli.output.Texts;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a namespace holds, in four numbers: two databases with the same fingerprint hold the same bits.
 *
 * @param objects current positions
 * @param positions digest of all current positions, bit for bit
 * @param records records of the history of some of the objects
 * @param history digest of these
 */
record Fingerprint(long objects, String positions, long records, String history) {
    /** Every this many-th object's history is read. */
    private static final int SAMPLE = 20;

    static Fingerprint of(Namespace namespace) {
        List<Located> all = namespace.query(Area.Box.WORLD, QueryOptions.ALL);
        Digest positions = new Digest();
        all.forEach(row -> positions.add(row.objectId(), row.timestamp(), row.position(), row.metadata()));
        Digest history = new Digest();
        for (int i = 0; i < all.size(); i += SAMPLE) {
            String id = all.get(i).objectId();
            try (Stream<TrackPoint> points =
                    namespace.streamTrajectory(id, Instant.MIN, Instant.MAX, TrackOrder.OLDEST_FIRST)) {
                for (Iterator<TrackPoint> point = points.iterator(); point.hasNext(); ) {
                    TrackPoint record = point.next();
                    history.add(id, record.timestamp(), record.position(), record.metadata());
                }
            }
        }
        return new Fingerprint(positions.count, positions.hex(), history.count, history.hex());
    }

    @Override
    public String toString() {
        return String.format(
                "%s objects, digest %s; history of every %dth object: %s records, digest %s",
                Texts.count(objects), positions, SAMPLE, Texts.count(records), history);
    }

    private static final class Digest {
        private final MessageDigest sha256 = sha256();
        private final DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
        private long count;

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void add(String id, Instant timestamp, Position position, Metadata metadata) {
            count++;
            try {
                out.writeUTF(id);
                out.writeLong(Timestamps.toMicros(timestamp));
                out.writeLong(Double.doubleToLongBits(position.lon()));
                out.writeLong(Double.doubleToLongBits(position.lat()));
                out.writeLong(Double.doubleToLongBits(position.altOrNaN()));
                out.writeInt(metadata.sizeBytes());
                out.write(metadata.toUtf8());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String hex() {
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        }
    }
}

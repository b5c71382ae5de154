package io.spatio.server.operation;

import com.google.protobuf.ByteString;
import io.spatio.Results;
import io.spatio.Spatio;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.protocol.v1.QueryDuringRequest;
import io.spatio.protocol.v1.QueryTrajectoryRequest;
import io.spatio.protocol.v1.Record;
import io.spatio.protocol.v1.RecordKey;
import io.spatio.protocol.v1.Track;
import io.spatio.protocol.v1.Visit;
import io.spatio.protocol.v1.Visits;
import java.time.Instant;

/** Questions about the past. */
final class Histories {
    private static final int BYTES_OF_NUMBERS = 48;

    private final Spatio database;
    private final Limits limits;

    Histories(Spatio database, Limits limits) {
        this.database = database;
        this.limits = limits;
    }

    void addTo(Registry registry) {
        registry.work(
                "QueryTrajectory", QueryTrajectoryRequest.class, QueryTrajectoryRequest.parser(), this::trajectory);
        registry.work("QueryDuring", QueryDuringRequest.class, QueryDuringRequest.parser(), this::during);
    }

    private Track trajectory(Call call, QueryTrajectoryRequest request) {
        Results<TrackPoint> points = database.namespace(request.getNamespace())
                .queryTrajectory(
                        request.getId(),
                        Places.end(request.hasFrom(), request.getFrom(), Instant.MIN),
                        Places.end(request.hasTo(), request.getTo(), Instant.MAX),
                        Questions.history(call, request.getOptions(), limits));
        Track.Builder track = Track.newBuilder();
        boolean anyAlt = false;
        boolean anyMetadata = false;
        int bytes = 0;
        int taken = 0;
        for (; taken < points.size() && (taken == 0 || bytes < limits.maxReplyBytes()); taken++) {
            TrackPoint point = points.get(taken);
            ByteString json = Places.bytes(point.metadata());
            track.addLon(point.position().lon())
                    .addLat(point.position().lat())
                    .addAlt(point.position().altOrNaN())
                    .addTimestamp(Timestamps.toMicros(point.timestamp()))
                    .addSequence(point.sequence())
                    .addMetadata(json);
            anyAlt |= point.position().hasAlt();
            anyMetadata |= !json.isEmpty();
            bytes += BYTES_OF_NUMBERS + json.size();
        }
        if (!anyAlt) {
            track.clearAlt();
        }
        if (!anyMetadata) {
            track.clearMetadata();
        }
        boolean truncated = points.truncated() || taken < points.size();
        if (truncated && taken > 0) {
            track.setNext(RecordKey.newBuilder()
                    .setTimestamp(track.getTimestamp(taken - 1))
                    .setSequence(track.getSequence(taken - 1)));
        }
        return track.setTruncated(truncated).build();
    }

    private Visits during(Call call, QueryDuringRequest request) {
        Results<io.spatio.Visit> found = database.namespace(request.getNamespace())
                .queryDuring(
                        Places.area(request.getArea()),
                        Places.end(request.hasFrom(), request.getFrom(), Instant.MIN),
                        Places.end(request.hasTo(), request.getTo(), Instant.MAX),
                        Questions.history(call, limits.rows(request.hasLimit(), request.getLimit())));
        Visits.Builder visits = Visits.newBuilder();
        int bytes = 0;
        int taken = 0;
        for (; taken < found.size() && (taken == 0 || bytes < limits.maxReplyBytes()); taken++) {
            Visit visit = message(found.get(taken));
            visits.addVisits(visit);
            bytes += visit.getSerializedSize();
        }
        return visits.setTruncated(found.truncated() || taken < found.size()).build();
    }

    private static Visit message(io.spatio.Visit visit) {
        return Visit.newBuilder()
                .setId(visit.objectId())
                .setFirst(message(visit.first()))
                .setLast(message(visit.last()))
                .setPoints(visit.points())
                .build();
    }

    private static Record message(TrackPoint point) {
        return Record.newBuilder()
                .setTimestamp(Timestamps.toMicros(point.timestamp()))
                .setPosition(Places.place(point.position()))
                .setSequence(point.sequence())
                .setMetadata(Places.bytes(point.metadata()))
                .build();
    }
}

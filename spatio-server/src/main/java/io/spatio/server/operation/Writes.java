package io.spatio.server.operation;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.UpdateColumns;
import io.spatio.protocol.v1.DeleteOutcome;
import io.spatio.protocol.v1.DeleteRequest;
import io.spatio.protocol.v1.Deleted;
import io.spatio.protocol.v1.DropRequest;
import io.spatio.protocol.v1.EraseRequest;
import io.spatio.protocol.v1.Erased;
import io.spatio.protocol.v1.InsertTrajectoryRequest;
import io.spatio.protocol.v1.Positions;
import io.spatio.protocol.v1.UpsertAllRequest;
import io.spatio.protocol.v1.UpsertOutcome;
import io.spatio.protocol.v1.UpsertRequest;
import io.spatio.protocol.v1.Written;
import io.spatio.protocol.v1.WrittenAll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What records and removes. */
final class Writes {
    private final Spatio database;

    Writes(Spatio database) {
        this.database = database;
    }

    void addTo(Registry registry) {
        registry.work("Upsert", UpsertRequest.class, UpsertRequest.parser(), this::upsert);
        registry.work("UpsertAll", UpsertAllRequest.class, UpsertAllRequest.parser(), this::upsertAll);
        registry.work(
                "InsertTrajectory",
                InsertTrajectoryRequest.class,
                InsertTrajectoryRequest.parser(),
                this::insertTrajectory);
        registry.work("Delete", DeleteRequest.class, DeleteRequest.parser(), this::delete);
        registry.work("Erase", EraseRequest.class, EraseRequest.parser(), this::erase);
        registry.work("Drop", DropRequest.class, DropRequest.parser(), this::drop);
    }

    private Written upsert(Call call, UpsertRequest request) {
        if (!request.hasPosition()) {
            throw new IllegalArgumentException("position is absent: give its longitude and latitude");
        }
        Namespace namespace = database.namespace(request.getNamespace());
        Position position = Places.position(request.getPosition());
        Metadata metadata = Places.metadata(request.getMetadata());
        return written(
                request.hasTimestamp()
                        ? namespace.upsert(
                                request.getId(), position, metadata, Timestamps.toInstant(request.getTimestamp()))
                        : namespace.upsert(request.getId(), position, metadata));
    }

    private WrittenAll upsertAll(Call call, UpsertAllRequest request) {
        Positions positions = request.getPositions();
        int size = request.getIdCount();
        requireColumns(positions, size);
        UpdateColumns columns = UpdateColumns.of(
                request.getIdList().toArray(String[]::new),
                doubles(size, positions::getLon),
                doubles(size, positions::getLat));
        if (positions.getAltCount() > 0) {
            columns = columns.withAltsOrNaN(doubles(size, positions::getAlt));
        }
        if (positions.getTimestampCount() > 0) {
            long[] micros = new long[size];
            Arrays.setAll(micros, positions::getTimestamp);
            columns = columns.withTimestampMicros(micros);
        }
        if (positions.getMetadataCount() > 0) {
            Metadata[] metadata = new Metadata[size];
            for (int i = 0; i < size; i++) {
                int element = i;
                metadata[i] = element(i, () -> metadata(positions, element));
            }
            columns = columns.withMetadata(metadata);
        }
        return written(database.namespace(request.getNamespace()).upsertAll(columns));
    }

    private static double[] doubles(int size, IntToDoubleFunction column) {
        double[] values = new double[size];
        Arrays.setAll(values, column);
        return values;
    }

    private WrittenAll insertTrajectory(Call call, InsertTrajectoryRequest request) {
        Positions positions = request.getPositions();
        int size = positions.getLonCount();
        requireColumns(positions, size);
        List<TrackPoint> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int element = i;
            points.add(element(i, () -> {
                Instant timestamp = timestamp(positions, element);
                if (timestamp == null) {
                    throw new IllegalArgumentException("timestamp is absent: a point of a trajectory has one");
                }
                return TrackPoint.of(timestamp, position(positions, element), metadata(positions, element));
            }));
        }
        return written(database.namespace(request.getNamespace()).insertTrajectory(request.getId(), points));
    }

    private interface Element<T> {
        T make();
    }

    /** Names the first element that is not legal, as the engine does. */
    private static <T> T element(int index, Element<T> element) {
        try {
            return element.make();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("element " + index + ": " + e.getMessage(), e);
        }
    }

    private static void requireColumns(Positions positions, int size) {
        requireColumn("lon", positions.getLonCount(), size, false);
        requireColumn("lat", positions.getLatCount(), size, false);
        requireColumn("alt", positions.getAltCount(), size, true);
        requireColumn("timestamp", positions.getTimestampCount(), size, true);
        requireColumn("metadata", positions.getMetadataCount(), size, true);
    }

    private static void requireColumn(String name, int count, int size, boolean mayBeEmpty) {
        if (count != size && !(mayBeEmpty && count == 0)) {
            throw new IllegalArgumentException("column " + name + " has " + count + " values for " + size
                    + " positions: give one for each" + (mayBeEmpty ? ", or none" : ""));
        }
    }

    private static Position position(Positions positions, int i) {
        return new Position(
                positions.getLon(i),
                positions.getLat(i),
                positions.getAltCount() == 0 ? Double.NaN : positions.getAlt(i));
    }

    private static Metadata metadata(Positions positions, int i) {
        return positions.getMetadataCount() == 0 ? Metadata.NONE : Places.metadata(positions.getMetadata(i));
    }

    private static @Nullable Instant timestamp(Positions positions, int i) {
        boolean given = positions.getTimestampCount() > 0 && positions.getTimestamp(i) != UpdateColumns.NO_TIME;
        return given ? Timestamps.toInstant(positions.getTimestamp(i)) : null;
    }

    private static UpsertOutcome outcome(io.spatio.UpsertOutcome outcome) {
        return switch (outcome) {
            case CREATED -> UpsertOutcome.CREATED;
            case APPLIED -> UpsertOutcome.APPLIED;
            case STALE -> UpsertOutcome.STALE;
            case DUPLICATE -> UpsertOutcome.DUPLICATE;
        };
    }

    private static Written written(io.spatio.Written written) {
        return Written.newBuilder()
                .setOutcome(outcome(written.outcome()))
                .setSequence(written.sequence())
                .build();
    }

    private static WrittenAll written(List<io.spatio.Written> written) {
        WrittenAll.Builder all = WrittenAll.newBuilder();
        written.forEach(one -> all.addOutcome(outcome(one.outcome())).addSequence(one.sequence()));
        return all.build();
    }

    private Deleted delete(Call call, DeleteRequest request) {
        Namespace namespace = database.namespace(request.getNamespace());
        io.spatio.Deleted deleted = request.hasTimestamp()
                ? namespace.delete(request.getId(), Timestamps.toInstant(request.getTimestamp()))
                : namespace.delete(request.getId());
        return Deleted.newBuilder()
                .setOutcome(
                        switch (deleted.outcome()) {
                            case DELETED -> DeleteOutcome.DELETED;
                            case STALE -> DeleteOutcome.STALE_DELETE;
                            case ABSENT -> DeleteOutcome.ABSENT;
                        })
                .setSequence(deleted.sequence())
                .build();
    }

    private Erased erase(Call call, EraseRequest request) {
        return erased(database.namespace(request.getNamespace()).erase(request.getId()));
    }

    private Erased drop(Call call, DropRequest request) {
        return erased(database.namespace(request.getNamespace()).drop());
    }

    private static Erased erased(long sequence) {
        return Erased.newBuilder().setSequence(sequence).build();
    }
}

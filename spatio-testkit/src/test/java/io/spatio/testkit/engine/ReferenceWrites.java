package io.spatio.testkit.engine;

import io.spatio.DeleteOutcome;
import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.spi.EventCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a namespace of the reference database writes. */
final class ReferenceWrites {
    private static final long HORIZON_MICROS = 30L * 86_400 * 1_000_000;

    private final ReferenceSpatio database;
    private final EngineFault fault;
    private final String name;
    /** What the next to read sees of the object written last. */
    private Map.Entry<String, Optional<ReferenceRow>> hidden;

    ReferenceWrites(ReferenceSpatio database, String name) {
        this.database = database;
        this.name = name;
        fault = database.fault;
    }

    private TreeMap<String, ReferenceRow> rows() {
        return database.rows(name);
    }

    private long now() {
        return Timestamps.toMicros(database.clock.instant());
    }

    private int number(String id) {
        return database.store.register(name, id);
    }

    private long checked(String id, Metadata metadata, Instant time) {
        Identifiers.requireObjectId(id);
        if (metadata.sizeBytes() > database.maxMetadataBytes) {
            throw new IllegalArgumentException(
                    "metadata has " + metadata.sizeBytes() + " bytes: the most is " + database.maxMetadataBytes);
        }
        long micros = time == null ? now() : Timestamps.toMicros(time);
        if (database.maxSkew != null && micros > now() + database.maxSkew.toNanos() / 1000) {
            throw new IllegalArgumentException("timestamp " + time + " is too far in the future");
        }
        return micros;
    }

    UpsertOutcome upsert(String id, Position position, Metadata metadata, Instant time) {
        long micros = checked(id, metadata, time);
        return database.guarded(
                () -> database.counts.count(apply(id, position, metadata, time == null ? later(id, micros) : micros)));
    }

    /** The clock's time, or that of an object's greatest event, if it is later and remembered. */
    private long later(String id, long clockMicros) {
        ReferenceRow old = rows().get(id);
        if (old == null || old.micros() <= clockMicros || isForgotten(old) || fault == EngineFault.CLOCK_BELIEVED) {
            return clockMicros;
        }
        database.counts.clockAdjusted++;
        return old.micros();
    }

    private boolean isForgotten(ReferenceRow row) {
        return row.delete() && row.deletedAtMicros() < now() - HORIZON_MICROS;
    }

    private UpsertOutcome apply(String id, Position given, Metadata metadata, long micros) {
        Position position = fault == EngineFault.COORDINATES_ROUNDED
                ? new Position(Math.round(given.lon() * 1e6) / 1e6, given.lat(), given.altOrNaN())
                : given;
        ReferenceRow old = rows().get(id);
        ReferenceRow row = ReferenceRow.position(micros, position, metadata);
        if (row.equals(old)) {
            return UpsertOutcome.DUPLICATE;
        }
        if (fault == EngineFault.DELETE_LOST) {
            letReadersIn();
        }
        boolean forgotten =
                old == null || isForgotten(old) || (old.delete() && fault == EngineFault.LATE_DATA_RESURRECTS);
        database.store.append(
                number(id),
                micros,
                position.lon(),
                position.lat(),
                position.altOrNaN(),
                metadata.trustedUtf8(),
                forgotten);
        long least = fault == EngineFault.FIRST_OF_EQUALS_WINS ? micros - 1 : micros;
        if (!forgotten && old.micros() > least) {
            return fault == EngineFault.STALE_SAYS_APPLIED ? UpsertOutcome.APPLIED : UpsertOutcome.STALE;
        }
        show(id, old, row);
        return old == null || old.delete() ? UpsertOutcome.CREATED : UpsertOutcome.APPLIED;
    }

    /** Where some faults let go of the lock, so that readers come between. */
    private void show(String id, ReferenceRow old, ReferenceRow row) {
        if (fault == EngineFault.TORN_ROW && old != null) {
            rows().put(id, ReferenceRow.position(old.micros(), row.position(), old.metadata()));
            letReadersIn();
        }
        if (fault == EngineFault.MISSED_WHILE_MOVING) {
            rows().remove(id);
            letReadersIn();
        }
        if (fault == EngineFault.VISIBLE_LATE) {
            hidden = Map.entry(id, Optional.ofNullable(old));
        }
        rows().put(id, row);
    }

    /** The rows as the next to read sees them. */
    Map<String, ReferenceRow> visibleRows() {
        if (hidden == null) {
            return rows();
        }
        Map<String, ReferenceRow> visible = new TreeMap<>(rows());
        visible.remove(hidden.getKey());
        hidden.getValue().ifPresent(row -> visible.put(hidden.getKey(), row));
        hidden = null;
        return visible;
    }

    /** How often objects were erased. */
    Map<String, Integer> erasures() {
        return database.erasures;
    }

    void letReadersIn() {
        Runnable between = database.between;
        if (between != null) {
            database.between = null;
            between.run();
            return;
        }
        int holds = database.lock.getHoldCount();
        for (int i = 0; i < holds; i++) {
            database.lock.unlock();
        }
        Thread.yield();
        for (int i = 0; i < holds; i++) {
            database.lock.lock();
        }
    }

    List<UpsertOutcome> upsertAll(List<Update> updates) {
        for (int i = 0; i < updates.size() && fault != EngineFault.BATCH_HALF_APPLIED; i++) {
            Update update = updates.get(i);
            try {
                checked(update.objectId(), update.metadata(), update.timestamp());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("element " + i + ": " + e.getMessage(), e);
            }
        }
        return database.guarded(() -> {
            List<UpsertOutcome> outcomes = new ArrayList<>();
            for (Update update : updates) {
                outcomes.add(upsert(update.objectId(), update.position(), update.metadata(), update.timestamp()));
            }
            return outcomes;
        });
    }

    List<UpsertOutcome> insertTrajectory(String id, List<TrackPoint> points) {
        boolean flat = fault == EngineFault.TRAJECTORY_DROPS_ALTITUDE;
        return upsertAll(points.stream()
                .map(p -> Update.of(id, flat ? p.position().withoutAlt() : p.position(), p.metadata(), p.timestamp()))
                .toList());
    }

    boolean delete(String id) {
        Identifiers.requireObjectId(id);
        return database.guarded(() -> {
            ReferenceRow row = rows().get(id);
            if (row == null || row.delete()) {
                database.counts.deleted += fault == EngineFault.COUNTS_INVENTED ? 1 : 0;
                return false;
            }
            end(id, later(id, now()));
            return true;
        });
    }

    private void end(String id, long micros) {
        database.store.appendDelete(number(id), micros, now());
        rows().put(id, ReferenceRow.delete(micros, now()));
        database.counts.deleted++;
    }

    DeleteOutcome delete(String id, Instant time) {
        Identifiers.requireObjectId(id);
        long micros = Timestamps.toMicros(time);
        return database.guarded(() -> {
            ReferenceRow row = rows().get(id);
            if (row == null || row.delete()) {
                return DeleteOutcome.ABSENT;
            }
            if (micros < row.micros() && fault != EngineFault.DELETE_IGNORES_TIME) {
                database.store.appendDelete(number(id), micros, now());
                return DeleteOutcome.STALE;
            }
            end(id, micros);
            return DeleteOutcome.DELETED;
        });
    }

    boolean erase(String id) {
        Identifiers.requireObjectId(id);
        return database.guarded(() -> {
            int number = number(id);
            boolean known;
            try (EventCursor cursor =
                    database.store.read(number, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.NEWEST_FIRST)) {
                known = cursor.next();
            }
            rows().remove(id);
            database.erasures.merge(id, 1, Integer::sum);
            if (known && fault != EngineFault.ERASE_KEEPS_HISTORY) {
                database.store.erase(number);
            }
            database.counts.erased += known ? 1 : 0;
            return known;
        });
    }

    void drop() {
        database.guarded(() -> {
            rows().clear();
            return database.store.erase(name);
        });
    }
}

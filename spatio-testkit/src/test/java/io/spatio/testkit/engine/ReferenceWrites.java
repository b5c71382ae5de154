package io.spatio.testkit.engine;

import io.spatio.ChangeKind;
import io.spatio.DeleteOutcome;
import io.spatio.Deleted;
import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.MetadataBytes;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.testkit.store.StoreAppends;
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

    Written upsert(String id, Position position, Metadata metadata, Instant time) {
        long micros = checked(id, metadata, time);
        return database.guarded(() -> database.counts.count(
                apply(id, position, metadata, time == null ? orLater(micros, rows().get(id)) : micros)));
    }

    /** A write without a time is at the object's greatest event where the clock is before that. */
    private long orLater(long micros, ReferenceRow row) {
        boolean counts = row != null
                && fault != EngineFault.CLOCK_ALONE
                && !isForgotten(row)
                && !(row.delete() && fault == EngineFault.CLOCK_BEFORE_DELETES);
        if (!counts || row.micros() <= micros) {
            return micros;
        }
        database.counts.clockAdjusted++;
        return row.micros();
    }

    private boolean isForgotten(ReferenceRow row) {
        return row.delete() && row.deletedAtMicros() < now() - HORIZON_MICROS;
    }

    private Written apply(String id, Position given, Metadata metadata, long micros) {
        Position position = fault == EngineFault.COORDINATES_ROUNDED
                ? new Position(Math.round(given.lon() * 1e6) / 1e6, given.lat(), given.altOrNaN())
                : given;
        ReferenceRow old = rows().get(id);
        ReferenceRow row = ReferenceRow.position(micros, position, metadata);
        if (row.equals(old)) {
            long told = fault == EngineFault.DUPLICATE_TELLS_NOTHING
                    ? 0
                    : sequences().getOrDefault(id, 0L);
            if (fault == EngineFault.DUPLICATE_TOLD_AS_CHANGE) {
                change(ChangeKind.UPDATED, id, row, old, told);
            }
            return new Written(UpsertOutcome.DUPLICATE, told);
        }
        if (fault == EngineFault.DELETE_LOST) {
            letReadersIn();
        }
        if (fault == EngineFault.READ_ONLY_SHOWS_WRITES
                && database.store.health().state() == Health.State.READ_ONLY) {
            show(id, old, row);
        }
        boolean forgotten =
                old == null || isForgotten(old) || (old.delete() && fault == EngineFault.LATE_DATA_RESURRECTS);
        long sequence = StoreAppends.position(
                database.store,
                name,
                id,
                micros,
                position.lon(),
                position.lat(),
                position.altOrNaN(),
                MetadataBytes.of(metadata),
                forgotten);
        long told = fault == EngineFault.SEQUENCE_TOLD_TWICE && sequence % 50 == 0 ? sequence - 1 : sequence;
        long least = fault == EngineFault.FIRST_OF_EQUALS_WINS ? micros - 1 : micros;
        if (!forgotten && old.micros() > least) {
            change(ChangeKind.RECORDED, id, row, null, sequence);
            return new Written(
                    fault == EngineFault.STALE_SAYS_APPLIED ? UpsertOutcome.APPLIED : UpsertOutcome.STALE, told);
        }
        ChangeKind kind = old == null || old.delete() ? ChangeKind.CREATED : ChangeKind.UPDATED;
        if (fault == EngineFault.CHANGES_BEFORE_VISIBLE) {
            change(kind, id, row, old, sequence);
            letReadersIn();
        }
        show(id, old, row);
        sequences().put(id, told);
        if (fault != EngineFault.CHANGES_BEFORE_VISIBLE) {
            change(kind, id, row, old, sequence);
        }
        return new Written(old == null || old.delete() ? UpsertOutcome.CREATED : UpsertOutcome.APPLIED, told);
    }

    private void change(ChangeKind kind, String id, ReferenceRow row, ReferenceRow old, long sequence) {
        database.changes.add(new ReferenceChanges.Event(kind, name, id, row, old, sequence));
    }

    private Map<String, Long> sequences() {
        return database.sequences(name);
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

    List<Written> upsertAll(List<Update> updates) {
        for (int i = 0; i < updates.size() && fault != EngineFault.BATCH_HALF_APPLIED; i++) {
            Update update = updates.get(i);
            if (fault == EngineFault.REFUSED_BATCH_SHOWS) {
                rows().putIfAbsent(
                                update.objectId(), ReferenceRow.position(now(), update.position(), update.metadata()));
            }
            try {
                checked(update.objectId(), update.metadata(), update.timestamp());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("element " + i + ": " + e.getMessage(), e);
            }
        }
        return database.guarded(() -> {
            List<Written> outcomes = new ArrayList<>();
            for (Update update : updates) {
                outcomes.add(upsert(update.objectId(), update.position(), update.metadata(), update.timestamp()));
            }
            return outcomes;
        });
    }

    List<Written> insertTrajectory(String id, List<TrackPoint> points) {
        boolean flat = fault == EngineFault.TRAJECTORY_DROPS_ALTITUDE;
        return upsertAll(points.stream()
                .map(p -> Update.of(id, flat ? p.position().withoutAlt() : p.position(), p.metadata(), p.timestamp()))
                .toList());
    }

    Deleted delete(String id) {
        Identifiers.requireObjectId(id);
        return database.guarded(() -> {
            ReferenceRow row = rows().get(id);
            if (row == null || row.delete()) {
                database.counts.deleted += fault == EngineFault.COUNTS_INVENTED ? 1 : 0;
                return new Deleted(DeleteOutcome.ABSENT, 0);
            }
            return end(id, orLater(now(), row));
        });
    }

    private Deleted end(String id, long micros) {
        long sequence = StoreAppends.delete(database.store, name, id, micros, now());
        ReferenceRow row = ReferenceRow.delete(micros, now());
        change(ChangeKind.DELETED, id, row, rows().put(id, row), sequence);
        database.counts.deleted++;
        return new Deleted(DeleteOutcome.DELETED, sequence);
    }

    Deleted delete(String id, Instant time) {
        Identifiers.requireObjectId(id);
        long micros = Timestamps.toMicros(time);
        return database.guarded(() -> {
            ReferenceRow row = rows().get(id);
            if (row == null || row.delete()) {
                return new Deleted(DeleteOutcome.ABSENT, 0);
            }
            if (micros < row.micros() && fault != EngineFault.DELETE_IGNORES_TIME) {
                long sequence = StoreAppends.delete(database.store, name, id, micros, now());
                change(ChangeKind.RECORDED, id, ReferenceRow.delete(micros, now()), null, sequence);
                return new Deleted(DeleteOutcome.STALE, sequence);
            }
            return end(id, micros);
        });
    }

    long erase(String id) {
        Identifiers.requireObjectId(id);
        return database.guarded(() -> {
            boolean known = !StoreAppends.events(database.store, name, id).isEmpty();
            long sequence = 0;
            if (known) {
                sequence = fault == EngineFault.ERASE_KEEPS_HISTORY
                        ? database.store.sync()
                        : database.store.erase(name, id);
            }
            rows().remove(id);
            if (known) {
                change(ChangeKind.ERASED, id, null, null, sequence);
            }
            database.erasures.merge(id, 1, Integer::sum);
            database.counts.erased += known ? 1 : 0;
            return sequence;
        });
    }

    long drop() {
        return database.guarded(() -> {
            long sequence = database.store.erase(name);
            rows().clear();
            if (sequence != 0) {
                change(ChangeKind.DROPPED, null, null, null, sequence);
            }
            return sequence;
        });
    }
}

package io.spatio.testkit.model;

import io.spatio.DeleteOutcome;
import io.spatio.Identifiers;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.MetadataBytes;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.UpsertOutcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole database as the contract words it: every object is the list of its events. One thread at a time. */
public final class ModelDatabase {
    private final Map<String, TreeMap<String, ModelHistory>> namespaces = new HashMap<>();
    private final InstantSource clock;
    private long sequence;

    /** An empty database whose deletes age by a clock. */
    public ModelDatabase(InstantSource clock) {
        this.clock = clock;
    }

    private TreeMap<String, ModelHistory> objects(String namespace) {
        return namespaces.computeIfAbsent(namespace, name -> new TreeMap<>(Identifiers.ORDER));
    }

    private Optional<ModelEvent> state(String namespace, String objectId) {
        return Optional.ofNullable(objects(namespace).get(objectId))
                .filter(history -> !history.isForgotten(clock.instant()))
                .flatMap(ModelHistory::state);
    }

    private void add(String namespace, String objectId, ModelEvent event) {
        objects(namespace).computeIfAbsent(objectId, id -> new ModelHistory()).add(event, clock.instant());
    }

    /** Records a position. */
    public UpsertOutcome upsert(String namespace, String objectId, Position position, Metadata metadata, long micros) {
        ModelEvent event = ModelEvent.position(
                ++sequence, micros, position.lon(), position.lat(), position.altOrNaN(), metadata.toUtf8());
        Optional<ModelEvent> state = state(namespace, objectId);
        if (state.isPresent() && event.repeats(state.get())) {
            return UpsertOutcome.DUPLICATE;
        }
        add(namespace, objectId, event);
        if (state.isPresent() && micros < state.get().micros()) {
            return UpsertOutcome.STALE;
        }
        return state.isEmpty() || state.get().delete() ? UpsertOutcome.CREATED : UpsertOutcome.APPLIED;
    }

    /** When a write without a time is: by the clock, or at the object's greatest event where that is later. */
    public long timeOf(String namespace, String objectId, long clockMicros) {
        return state(namespace, objectId)
                .map(event -> Math.max(clockMicros, event.micros()))
                .orElse(clockMicros);
    }

    /** Ends the current position at the clock's time or its own, whichever is later. */
    public boolean delete(String namespace, String objectId, long clockMicros) {
        Optional<ModelEvent> state = state(namespace, objectId);
        if (state.isEmpty() || state.get().delete()) {
            return false;
        }
        add(
                namespace,
                objectId,
                ModelEvent.delete(++sequence, Math.max(clockMicros, state.get().micros())));
        return true;
    }

    /** Ends the current position at a time. */
    public DeleteOutcome deleteAt(String namespace, String objectId, long micros) {
        Optional<ModelEvent> state = state(namespace, objectId);
        if (state.isEmpty() || state.get().delete()) {
            return DeleteOutcome.ABSENT;
        }
        add(namespace, objectId, ModelEvent.delete(++sequence, micros));
        return micros < state.get().micros() ? DeleteOutcome.STALE : DeleteOutcome.DELETED;
    }

    /** Removes an object and its history. */
    public boolean erase(String namespace, String objectId) {
        return objects(namespace).remove(objectId) != null;
    }

    /** Removes a namespace's objects. */
    public void drop(String namespace) {
        namespaces.remove(namespace);
    }

    /** The names of namespaces with a current position, in code-point order. */
    public List<String> namespaces() {
        return namespaces.keySet().stream()
                .filter(name -> !current(name).isEmpty())
                .sorted(Identifiers.ORDER)
                .toList();
    }

    /** The ids ever recorded in a namespace and not erased. */
    public List<String> known(String namespace) {
        return new ArrayList<>(objects(namespace).keySet());
    }

    /** The current position of an object. */
    public Optional<Location> get(String namespace, String objectId) {
        return state(namespace, objectId).filter(event -> !event.delete()).map(event -> location(objectId, event));
    }

    /** All current positions, by object id. */
    public List<Location> current(String namespace) {
        List<Location> current = new ArrayList<>();
        objects(namespace).forEach((id, history) -> get(namespace, id).ifPresent(current::add));
        current.sort(Comparator.comparing(Location::objectId, Identifiers.ORDER));
        return current;
    }

    /** An object's recorded positions in a time range, oldest first. */
    public List<TrackPoint> track(String namespace, String objectId, long fromMicros, long toMicros) {
        ModelHistory history = objects(namespace).get(objectId);
        return history == null
                ? List.of()
                : history.positionsBetween(fromMicros, toMicros).stream()
                        .map(ModelDatabase::point)
                        .toList();
    }

    private static Location location(String objectId, ModelEvent event) {
        TrackPoint point = point(event);
        return new Location(objectId, point.position(), point.timestamp(), point.metadata());
    }

    private static TrackPoint point(ModelEvent event) {
        return TrackPoint.of(
                Timestamps.toInstant(event.micros()),
                new Position(event.lon(), event.lat(), event.alt()),
                MetadataBytes.of(event.metadataUtf8()));
    }
}

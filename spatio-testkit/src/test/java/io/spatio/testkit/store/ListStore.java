package io.spatio.testkit.store;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.index.Point;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ListStoreFile.Content;
import io.spatio.testkit.store.ListStoreFile.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The simplest store there is: one list of all events under one lock, written to one file at compaction and close. It can
 * do one thing wrong, on demand.
 */
final class ListStore implements TrajectoryStore, Compactable {
    record Name(String namespace, String objectId) {}

    private final Object lock = new Object();
    private final StoreFault fault;
    private final StoreContext context;
    private final ListStoreFile file;
    private final Map<Name, Integer> numbers = new HashMap<>();
    private final Map<Integer, Name> names = new HashMap<>();
    private final Map<Integer, List<Entry>> events = new LinkedHashMap<>();
    private final long mostEvents;
    private long count;
    private long dropped;
    private long lastSequence;
    private int lastNumber;
    private boolean closed;

    ListStore(StoreFault fault, StoreContext context, long mostEvents) {
        this.mostEvents = mostEvents;
        this.fault = fault;
        this.context = context;
        file = ListStoreFile.open(context, fault);
        Content content = file.read();
        lastSequence = content.lastSequence();
        content.entries().forEach(entry -> keep(register(entry.namespace(), entry.objectId()), entry));
    }

    private <T> T guarded(Supplier<T> call) {
        synchronized (lock) {
            if (closed && fault != StoreFault.OPEN_AFTER_CLOSE) {
                throw new DatabaseClosedException();
            }
            return call.get();
        }
    }

    private void keep(int object, Entry entry) {
        List<Entry> history = events.computeIfAbsent(object, o -> new ArrayList<>());
        boolean repeated = history.stream().anyMatch(other -> other.event().repeats(entry.event()));
        if (repeated && fault == StoreFault.FIRST_REPEAT_KEPT) {
            return;
        }
        long anewFrom = Long.MAX_VALUE;
        if (fault != StoreFault.REPEATS_KEPT) {
            anewFrom = history.stream()
                    .filter(other -> other.beginsAnew() && entry.event().repeats(other.event()))
                    .mapToLong(other -> other.event().sequence())
                    .findAny()
                    .orElse(Long.MAX_VALUE);
            history.removeIf(other -> entry.event().repeats(other.event()));
        }
        history.add(entry);
        passOn(anewFrom, history);
        count++;
        history.sort(Comparator.comparing(Entry::event, order()));
        if (count > mostEvents && history.size() > 1) {
            history.remove(0);
            dropped++;
        }
    }

    /** An object that began anew with an event taken out begins with the one appended next. */
    private static void passOn(long sequence, List<Entry> history) {
        history.stream()
                .filter(other -> other.event().sequence() > sequence)
                .min(Comparator.comparingLong(other -> other.event().sequence()))
                .ifPresent(next -> history.set(
                        history.indexOf(next),
                        new Entry(next.namespace(), next.objectId(), next.event(), next.madeAtMicros(), true)));
    }

    private Comparator<ModelEvent> order() {
        return fault == StoreFault.ORDER_OVERFLOWS
                ? (a, b) -> a.micros() == b.micros()
                        ? Long.compare(a.sequence(), b.sequence())
                        : a.micros() - b.micros() < 0 ? -1 : 1
                : ModelEvent.ORDER;
    }

    @Override
    public int register(String namespace, String objectId) {
        return guarded(() -> numbers.computeIfAbsent(key(namespace, objectId), n -> {
            names.put(++lastNumber, new Name(namespace, objectId));
            return lastNumber;
        }));
    }

    @Override
    public int find(String namespace, String objectId) {
        return fault == StoreFault.FIND_GIVES_NUMBERS
                ? register(namespace, objectId)
                : guarded(() -> numbers.getOrDefault(key(namespace, objectId), -1));
    }

    private Name key(String namespace, String objectId) {
        return fault == StoreFault.KEYS_ALIAS
                ? new Name("", namespace + "::" + objectId)
                : new Name(namespace, objectId);
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        return guarded(() -> {
            ModelEvent event = ModelEvent.position(++lastSequence, timestampMicros, lon, lat, alt, metadata);
            boolean anew = fault == StoreFault.OWN_CLOCK_DECIDES ? lastIsForgotten(object) : beginsAnew;
            keep(object, entry(object, event, 0, anew));
            return event.sequence();
        });
    }

    private boolean lastIsForgotten(int object) {
        List<Entry> history = events.get(object);
        return history != null && forgotten(state(history));
    }

    private Entry entry(int object, ModelEvent event, long madeAtMicros, boolean beginsAnew) {
        Name name = names.getOrDefault(object, new Name("?", "?"));
        return new Entry(name.namespace(), name.objectId(), event, madeAtMicros, beginsAnew);
    }

    @Override
    public long append(EventBatch batch) {
        if (fault == StoreFault.BATCH_TORN) {
            long last = 0;
            for (int i = 0; i < batch.size(); i++) {
                last = append(batch, i);
                Thread.yield();
            }
            return last - batch.size() + 1;
        }
        return guarded(() -> {
            long first = lastSequence + 1;
            for (int i = 0; i < batch.size(); i++) {
                append(batch, i);
            }
            return first;
        });
    }

    private long append(EventBatch batch, int i) {
        return append(
                batch.object(i),
                batch.timestampMicros(i),
                batch.lon(i),
                batch.lat(i),
                batch.alt(i),
                batch.metadata(i),
                batch.beginsAnew(i));
    }

    @Override
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        return guarded(() -> {
            ModelEvent event = ModelEvent.delete(++lastSequence, timestampMicros);
            keep(object, entry(object, event, madeAtMicros, false));
            return event.sequence();
        });
    }

    @Override
    public long erase(int object) {
        return guarded(() -> {
            events.remove(object);
            if (fault != StoreFault.NUMBER_KEPT_AT_ERASE) {
                numbers.values().remove(object);
            }
            return ++lastSequence;
        });
    }

    @Override
    public long erase(String namespace) {
        return guarded(() -> {
            List<Integer> objects = new ArrayList<>(events.keySet());
            objects.removeIf(object ->
                    !names.getOrDefault(object, new Name("", "")).namespace().equals(namespace));
            objects.forEach(this::erase);
            return lastSequence;
        });
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        return guarded(() -> {
            List<Entry> found = new ArrayList<>(events.getOrDefault(object, List.of()));
            found.removeIf(entry -> outside(entry, fromMicros, toMicros));
            if (order == TrackOrder.NEWEST_FIRST) {
                Collections.reverse(found);
            }
            return cursor(found);
        });
    }

    private boolean outside(Entry entry, long fromMicros, long toMicros) {
        long micros = entry.event().micros();
        boolean excluded = fault == StoreFault.RANGE_END_EXCLUDED && micros == toMicros && fromMicros != toMicros;
        return micros < fromMicros || micros > toMicros || excluded;
    }

    private ListCursor cursor(List<Entry> found) {
        return new ListCursor(found, found, this::register, this::isClosed);
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros) {
        return guarded(() -> {
            List<Entry> inRange = new ArrayList<>();
            events.values().forEach(history -> history.stream()
                    .filter(entry -> entry.namespace().equals(namespace)
                            && !entry.event().delete())
                    .filter(entry -> !outside(entry, fromMicros, toMicros))
                    .forEach(inRange::add));
            List<Entry> found =
                    inRange.stream().filter(e -> contains(region, e.event())).toList();
            return new ListCursor(
                    found, fault == StoreFault.CONTIGUOUS_LIES ? found : inRange, this::register, this::isClosed);
        });
    }

    private boolean contains(Region region, ModelEvent event) {
        Point point = fault == StoreFault.RAW_COORDINATES_IN_SCAN
                ? new Point(event.lon(), event.lat(), event.alt())
                : Point.of(event.lon(), event.lat(), event.alt());
        return region.contains(point.lon(), point.lat(), point.alt());
    }

    private boolean forgotten(Entry entry) {
        Duration horizon = Duration.ofDays(fault == StoreFault.HORIZON_TOO_SHORT ? 20 : 30);
        long oldest = Timestamps.toMicros(context.clock().instant().minus(horizon));
        return entry.event().delete() && entry.madeAtMicros() < oldest;
    }

    /** Behind a forgotten delete an object begins anew. */
    private Entry state(List<Entry> history) {
        List<Entry> appended = new ArrayList<>(history);
        appended.sort(Comparator.comparingLong(entry -> entry.event().sequence()));
        Entry state = appended.get(0);
        for (Entry entry : appended) {
            boolean anew = fault != StoreFault.FORGOTTEN_DELETE_WINS && entry.beginsAnew();
            if (anew || order().compare(entry.event(), state.event()) > 0) {
                state = entry;
            }
        }
        return state;
    }

    @Override
    public EventCursor recover() {
        return guarded(() -> {
            List<Entry> last = new ArrayList<>();
            events.values().forEach(history -> last.add(state(history)));
            last.removeIf(this::forgotten);
            return cursor(last);
        });
    }

    @Override
    public void awaitDurable(long sequence) {
        guarded(() -> sequence);
    }

    @Override
    public void sync() {
        guarded(() -> true);
    }

    @Override
    public Health health() {
        return guarded(() -> Health.OPEN);
    }

    @Override
    public Stats.OfStore stats() {
        return guarded(() -> new Stats.OfStore("list", dropped, List.of(), Map.of()));
    }

    @Override
    public void compact() {
        guarded(() -> {
            if (fault != StoreFault.ERASED_STAYS_IN_FILE || !file.written()) {
                write();
            }
            return true;
        });
    }

    private void write() {
        List<Entry> all = new ArrayList<>();
        events.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(entry -> entry.event().sequence()));
        file.write(new Content(lastSequence, all));
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                write();
                file.close();
            }
        }
    }
}

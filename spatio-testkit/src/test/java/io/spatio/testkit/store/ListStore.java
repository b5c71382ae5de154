package io.spatio.testkit.store;

import io.spatio.Health;
import io.spatio.Maintenance;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import io.spatio.testkit.index.Point;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ListStoreFile.Content;
import io.spatio.testkit.store.ListStoreFile.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayDeque;
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
final class ListStore implements TrajectoryStore, Compactable, Snapshotable, Verifiable {
    record Name(String namespace, String objectId) {}

    private static final long MOST_BYTES = 16 << 20;
    private static final int FEW = 1_000;

    private final Object lock = new Object();
    private final StoreFault fault;
    private final StoreContext context;
    private final ListStoreFile file;
    private final Map<Name, Integer> numbers = new HashMap<>();
    private final Map<Integer, Name> names = new HashMap<>();
    private final Map<Integer, ListHistory> histories = new LinkedHashMap<>();
    private final ArrayDeque<ListStoreFile.Erase> recentErases = new ArrayDeque<>();
    private final List<ListStoreFile.Erase> pendingErases = new ArrayList<>();
    private final ArrayDeque<Integer> freedNumbers = new ArrayDeque<>();
    private final ListMaintenance maintenance;
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
        maintenance = new ListMaintenance(this, fault, file);
        try {
            read();
        } catch (RuntimeException e) {
            file.openingFailed();
            throw e;
        }
    }

    private void read() {
        Instant unused = context.clock().instant(); // as one does that drops old rows when it opens
        Content content = file.read();
        lastSequence = content.lastSequence();
        Map<Name, Long> erased = new HashMap<>();
        content.erases().forEach(erase -> erased.merge(erase.name(), erase.sequence(), Math::max));
        pendingErases.addAll(content.erases());
        for (Entry entry : content.entries()) {
            Name name = new Name(entry.namespace(), entry.objectId());
            if (entry.event().sequence() >= erased.getOrDefault(name, Long.MIN_VALUE)) {
                keep(register(entry.namespace(), entry.objectId()), entry);
            }
        }
    }

    /** As {@link #guarded}, for what is refused when opened for reading alone. */
    private <T> T writing(Supplier<T> call) {
        return guarded(() -> {
            if (context.readOnly() && fault != StoreFault.READ_ONLY_TAKES_WRITES) {
                throw new StoreReadOnlyException("store list in " + context.directoryOrNull() + " is open to be read");
            }
            return call.get();
        });
    }

    <T> T guarded(Supplier<T> call) {
        synchronized (lock) {
            if (closed && fault != StoreFault.OPEN_AFTER_CLOSE) {
                throw new DatabaseClosedException();
            }
            return call.get();
        }
    }

    private void keep(int object, Entry entry) {
        ListHistory history = histories.computeIfAbsent(object, o -> new ListHistory(fault));
        int before = history.entries().size();
        history.add(entry);
        count += history.entries().size() - before;
        if (count > mostEvents && history.dropOldest()) {
            dropped++;
            count--;
        }
    }

    // ---- for its maintenance ------------------------------------------------------------------------------------

    Map<Integer, ListHistory> histories() {
        return histories;
    }

    long lastSequence() {
        synchronized (lock) {
            return lastSequence;
        }
    }

    List<Name> takeErased() {
        List<Name> taken =
                recentErases.stream().map(ListStoreFile.Erase::name).distinct().toList();
        recentErases.clear();
        return taken;
    }

    List<ListStoreFile.Erase> recentErases() {
        return List.copyOf(recentErases);
    }

    /** Removes what goes by a name now. */
    void forget(Name name) {
        Integer number = numbers.get(name);
        if (number != null) {
            histories.remove(number);
        }
    }

    Content content() {
        List<Entry> all = new ArrayList<>();
        histories.values().forEach(history -> all.addAll(history.entries()));
        all.sort(Comparator.comparingLong(entry -> entry.event().sequence()));
        boolean written = fault == StoreFault.COPY_CARRIES_LATER_ERASES || fault == StoreFault.MANY_ERASES_REFUSED;
        return new Content(lastSequence, all, written ? List.copyOf(pendingErases) : List.of());
    }

    @Override
    public int register(String namespace, String objectId) {
        return guarded(() -> numbers.computeIfAbsent(key(namespace, objectId), n -> {
            int number = fault == StoreFault.NUMBERS_REUSED ? reused(n) : ++lastNumber;
            names.put(number, new Name(namespace, objectId));
            return number;
        }));
    }

    @Override
    public int find(String namespace, String objectId) {
        return fault == StoreFault.FIND_GIVES_NUMBERS
                ? register(namespace, objectId)
                : guarded(() -> numbers.getOrDefault(key(namespace, objectId), -1));
    }

    private int reused(Name name) {
        boolean may = !freedNumbers.isEmpty() && !name.equals(names.get(freedNumbers.peekFirst()));
        return may ? freedNumbers.removeFirst() : ++lastNumber;
    }

    private Name key(String namespace, String objectId) {
        return fault == StoreFault.KEYS_ALIAS
                ? new Name("", namespace + "::" + objectId)
                : new Name(namespace, objectId);
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        return writing(() -> {
            ModelEvent event = ModelEvent.position(++lastSequence, timestampMicros, lon, lat, alt, metadata);
            boolean anew = fault == StoreFault.OWN_CLOCK_DECIDES ? lastIsForgotten(object) : beginsAnew;
            keep(object, entry(object, event, 0, anew));
            return event.sequence();
        });
    }

    private boolean lastIsForgotten(int object) {
        ListHistory history = histories.get(object);
        return history != null && forgotten(history.state());
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
        return writing(() -> {
            long first = lastSequence + 1;
            long bytes = 0;
            for (int i = 0; i < batch.size(); i++) {
                bytes += batch.metadata(i).length;
                if (fault == StoreFault.REFUSED_BATCH_STAYS && bytes > MOST_BYTES) {
                    throw new IllegalArgumentException("the batch has more than " + MOST_BYTES + " bytes");
                }
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
        return writing(() -> {
            ModelEvent event = ModelEvent.delete(++lastSequence, timestampMicros);
            keep(object, entry(object, event, madeAtMicros, false));
            return event.sequence();
        });
    }

    @Override
    public long erase(int object) {
        return writing(() -> {
            ListHistory erased = histories.remove(object);
            count -= erased == null ? 0 : erased.entries().size();
            Name name = names.get(object);
            if (fault != StoreFault.NUMBER_KEPT_AT_ERASE && name != null) {
                numbers.remove(key(name.namespace(), name.objectId()));
                if (fault == StoreFault.NUMBERS_REUSED) {
                    freedNumbers.add(object);
                } else {
                    names.remove(object);
                }
            }
            remember(name, ++lastSequence);
            return lastSequence;
        });
    }

    private void remember(Name name, long sequence) {
        if (name != null && fault != StoreFault.NONE) {
            ListStoreFile.Erase erase = new ListStoreFile.Erase(name, sequence);
            recentErases.add(erase);
            if (fault == StoreFault.MANY_ERASES_REFUSED) {
                pendingErases.add(erase);
            } else if (recentErases.size() > 50) {
                recentErases.remove();
            }
        }
    }

    @Override
    public long erase(String namespace) {
        return writing(() -> {
            List<Integer> objects = new ArrayList<>(histories.keySet());
            objects.removeIf(object ->
                    !names.getOrDefault(object, new Name("", "")).namespace().equals(namespace));
            objects.forEach(this::erase);
            return lastSequence;
        });
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        return guarded(() -> {
            boolean all = fromMicros == Long.MIN_VALUE
                    && toMicros == Long.MAX_VALUE
                    && entries(object).size() < FEW;
            if (all && order == TrackOrder.OLDEST_FIRST && fault == StoreFault.CURSOR_REPEATS) {
                return cursor(new LiveEntries(() -> entries(object)));
            }
            if (all && order == TrackOrder.OLDEST_FIRST && fault == StoreFault.CURSOR_MISSES) {
                long last = lastSequence;
                return cursor(new LiveEntries(() -> entries(object).stream()
                        .filter(entry -> entry.event().sequence() <= last)
                        .toList()));
            }
            Name name = names.get(object);
            if (all && fault == StoreFault.NUMBERS_REUSED && name != null) {
                List<Entry> found = List.copyOf(entries(object));
                return cursor(new LiveEntries(() -> name.equals(names.get(object)) ? found : entries(object)));
            }
            List<Entry> found = new ArrayList<>(entries(object));
            found.removeIf(entry -> outside(entry, fromMicros, toMicros));
            if (order == TrackOrder.NEWEST_FIRST) {
                Collections.reverse(found);
            }
            return cursor(found);
        });
    }

    private List<Entry> entries(int object) {
        ListHistory history = histories.get(object);
        return history == null ? List.of() : history.entries();
    }

    /** What is there at the moment of each look. */
    private final class LiveEntries extends AbstractList<Entry> {
        private final Supplier<List<Entry>> entries;

        LiveEntries(Supplier<List<Entry>> entries) {
            this.entries = entries;
        }

        @Override
        public Entry get(int place) {
            return guarded(() -> entries.get().get(place));
        }

        @Override
        public int size() {
            return guarded(() -> entries.get().size());
        }
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
            histories.values().forEach(history -> history.entries().stream()
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

    @Override
    public EventCursor recover() {
        return guarded(() -> {
            List<Entry> last = new ArrayList<>();
            histories.values().forEach(history -> last.add(history.state()));
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
        return guarded(() -> context.readOnly() ? Health.of(Health.State.READ_ONLY, null) : Health.OPEN);
    }

    @Override
    public Stats.OfStore stats() {
        return guarded(() -> new Stats.OfStore("list", dropped, List.of(), Map.of()));
    }

    @Override
    public void compact() {
        writing(() -> true);
        maintenance.compact();
    }

    @Override
    public void snapshot(Path directory) {
        maintenance.snapshot(directory);
    }

    @Override
    public Maintenance.Verification verify() {
        return maintenance.verify();
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                if (!context.readOnly()) {
                    file.write(content());
                } else if (fault == StoreFault.READ_ONLY_WRITES) {
                    lastSequence++;
                    file.write(content());
                }
                file.close();
            }
        }
    }
}

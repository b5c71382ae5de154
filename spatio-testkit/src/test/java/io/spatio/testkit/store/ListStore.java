package io.spatio.testkit.store;

import io.spatio.Health;
import io.spatio.Maintenance;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Compactable;
import io.spatio.spi.Documents;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.EventKind;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
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
import java.util.function.BooleanSupplier;
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
    private final ListDocuments documents;
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
        documents = new ListDocuments(this, fault, () -> ++lastSequence);
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
        content.documents().forEach(documents::load);
        for (Entry entry : content.entries()) {
            Name name = new Name(entry.namespace(), entry.objectId());
            if (entry.event().sequence() >= erased.getOrDefault(name, Long.MIN_VALUE)) {
                keep(number(entry.namespace(), entry.objectId()), entry);
            }
        }
    }

    /** As {@link #guarded}, for what is refused when opened for reading alone. */
    <T> T writing(Supplier<T> call) {
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
        return new Content(lastSequence, all, written ? List.copyOf(pendingErases) : List.of(), documents.all());
    }

    /** The number of an object, given where it has none. */
    private int number(String namespace, String objectId) {
        return guarded(() -> numbers.computeIfAbsent(key(namespace, objectId), n -> {
            int number = fault == StoreFault.NUMBERS_REUSED ? reused(n) : ++lastNumber;
            names.put(number, new Name(namespace, objectId));
            return number;
        }));
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

    private boolean lastIsForgotten(int object) {
        ListHistory history = histories.get(object);
        return history != null && forgotten(history.state());
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
            return batch.size() == 0 ? lastSequence : first;
        });
    }

    private long append(EventBatch batch, int i) {
        return writing(() -> {
            int place = batch.object(i);
            String namespace = batch.namespace();
            String objectId = batch.objectId(place);
            boolean known = batch.number(place) != EventBatch.NO_NUMBER;
            int object = known && fault == StoreFault.NUMBER_OF_ANOTHER_TRUSTED
                    ? batch.number(place) + i % 2
                    : number(namespace, objectId);
            batch.setNumber(place, object);
            long sequence = ++lastSequence;
            ModelEvent event = event(batch, i).numbered(sequence);
            keep(object, new Entry(namespace, objectId, event, batch.madeAtMicros(i), begins(batch, i, object)));
            return sequence;
        });
    }

    private boolean begins(EventBatch batch, int i, int object) {
        return switch (fault) {
            case OWN_CLOCK_DECIDES -> lastIsForgotten(object);
            case EVERY_EVENT_BEGINS -> beginsAnyOf(batch, batch.object(i));
            default -> batch.begins(i);
        };
    }

    private static boolean beginsAnyOf(EventBatch batch, int place) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.object(i) == place && batch.begins(i)) {
                return true;
            }
        }
        return false;
    }

    private ModelEvent event(EventBatch batch, int i) {
        if (batch.kind(i) == EventKind.DELETE
                && !(fault == StoreFault.DELETE_IN_BATCH_IS_POSITION && batch.size() > 1)) {
            return ModelEvent.delete(0, batch.timestampMicros(i));
        }
        return ModelEvent.position(
                0, batch.timestampMicros(i), batch.lon(i), batch.lat(i), batch.alt(i), batch.metadata(i));
    }

    @Override
    public long erase(String namespace, String objectId) {
        return writing(() -> {
            Integer object = numbers.get(key(namespace, objectId));
            if (object == null || (!histories.containsKey(object) && fault != StoreFault.READ_MAKES_OBJECT)) {
                return fault == StoreFault.ERASE_OF_NOTHING_STORED ? ++lastSequence : 0;
            }
            return erase((int) object);
        });
    }

    private long erase(int object) {
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
            documents.namespaceErased(namespace);
            return objects.isEmpty() ? 0 : lastSequence;
        });
    }

    @Override
    public EventCursor read(ReadRequest request) {
        return guarded(() -> {
            if (fault == StoreFault.READ_MAKES_OBJECT) {
                int unused = number(request.namespace(), request.objectId());
            }
            int object = numbers.getOrDefault(key(request.namespace(), request.objectId()), EventBatch.NO_NUMBER);
            boolean all = request.fromMicros() == Long.MIN_VALUE
                    && request.toMicros() == Long.MAX_VALUE
                    && entries(object).size() < FEW;
            if (all && request.order() == TrackOrder.OLDEST_FIRST && fault == StoreFault.CURSOR_REPEATS) {
                return cursor(new LiveEntries(() -> entries(object)), request.cancellation());
            }
            if (all && request.order() == TrackOrder.OLDEST_FIRST && fault == StoreFault.CURSOR_MISSES) {
                long last = lastSequence;
                return cursor(
                        new LiveEntries(() -> entries(object).stream()
                                .filter(entry -> entry.event().sequence() <= last)
                                .toList()),
                        request.cancellation());
            }
            Name name = names.get(object);
            if (all && fault == StoreFault.NUMBERS_REUSED && name != null) {
                List<Entry> found = List.copyOf(entries(object));
                return cursor(
                        new LiveEntries(() -> name.equals(names.get(object)) ? found : entries(object)),
                        request.cancellation());
            }
            List<Entry> found = new ArrayList<>(entries(object));
            found.removeIf(entry -> outside(entry, request.fromMicros(), request.toMicros()));
            if (request.order() == TrackOrder.NEWEST_FIRST) {
                Collections.reverse(found);
            }
            return cursor(found, request.cancellation());
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

    private ListCursor cursor(List<Entry> found, Cancellation cancellation) {
        return new ListCursor(found, found, this::number, ending(cancellation));
    }

    /** What a cursor asks before each step: whether the store is closed. */
    private BooleanSupplier ending(Cancellation cancellation) {
        return () -> {
            if (fault != StoreFault.CANCELLATION_IGNORED) {
                cancellation.check();
            }
            return isClosed();
        };
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public ScanCursor scan(ScanRequest request) {
        return guarded(() -> {
            List<Entry> inRange = new ArrayList<>();
            histories.values().forEach(history -> history.entries().stream()
                    .filter(entry -> entry.namespace().equals(request.namespace())
                            && !entry.event().delete())
                    .filter(entry -> !outside(entry, request.fromMicros(), request.toMicros()))
                    .forEach(inRange::add));
            List<Entry> found = inRange.stream()
                    .filter(e -> contains(request.region(), e.event()))
                    .toList();
            return new ListCursor(
                    found,
                    fault == StoreFault.CONTIGUOUS_LIES ? found : inRange,
                    this::number,
                    ending(request.cancellation()));
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
            return cursor(last, Cancellation.NONE);
        });
    }

    @Override
    public Documents documents() {
        return guarded(() -> documents);
    }

    @Override
    public void awaitDurable(long sequence) {
        guarded(() -> sequence);
    }

    @Override
    public long sync() {
        return guarded(() -> context.directoryOrNull() == null ? 0 : lastSequence);
    }

    @Override
    public Health health() {
        return guarded(() -> context.readOnly() ? Health.of(Health.State.READ_ONLY, null) : Health.OPEN);
    }

    @Override
    public Stats.OfStore stats() {
        return guarded(() -> Stats.OfStore.of("list", Map.of()).withHistoryDropped(dropped));
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

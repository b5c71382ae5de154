package io.spatio.testkit.store;

import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.EventKind;
import io.spatio.spi.ScanCursor;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ListStoreFile.Entry;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntBiFunction;

/** Walks a list of events. */
final class ListCursor implements ScanCursor {
    private final List<Entry> found;
    private final List<Entry> inRange;
    private final Map<Entry, Integer> places = new IdentityHashMap<>();
    private final ToIntBiFunction<String, String> number;
    private final BooleanSupplier storeClosed;
    private volatile boolean closed;
    private int place = -1;

    ListCursor(
            List<Entry> found,
            List<Entry> inRange,
            ToIntBiFunction<String, String> number,
            BooleanSupplier storeClosed) {
        this.found = found;
        this.inRange = inRange;
        this.number = number;
        this.storeClosed = storeClosed;
    }

    @Override
    public boolean next() {
        if (closed || storeClosed.getAsBoolean()) {
            throw new DatabaseClosedException();
        }
        place++;
        return place < found.size();
    }

    @Override
    public boolean contiguous() {
        if (place == 0 || !sameObject(found.get(place - 1), entry())) {
            return false;
        }
        if (places.isEmpty()) {
            for (int i = 0; i < inRange.size(); i++) {
                places.put(inRange.get(i), i);
            }
        }
        return places.get(entry()) == places.get(found.get(place - 1)) + 1;
    }

    private static boolean sameObject(Entry a, Entry b) {
        return a.namespace().equals(b.namespace()) && a.objectId().equals(b.objectId());
    }

    private Entry entry() {
        return found.get(place);
    }

    private ModelEvent event() {
        return entry().event();
    }

    @Override
    public int object() {
        return number.applyAsInt(entry().namespace(), entry().objectId());
    }

    @Override
    public String namespace() {
        return entry().namespace();
    }

    @Override
    public String objectId() {
        return entry().objectId();
    }

    @Override
    public long sequence() {
        return event().sequence();
    }

    @Override
    public long timestampMicros() {
        return event().micros();
    }

    @Override
    public EventKind kind() {
        return event().delete() ? EventKind.DELETE : EventKind.POSITION;
    }

    @Override
    public long madeAtMicros() {
        return entry().madeAtMicros();
    }

    @Override
    public double lon() {
        return event().lon();
    }

    @Override
    public double lat() {
        return event().lat();
    }

    @Override
    public double alt() {
        return event().alt();
    }

    @Override
    public byte[] metadata() {
        return event().metadataUtf8();
    }

    @Override
    public void close() {
        closed = true;
    }
}

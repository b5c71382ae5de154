package com.example.journal;

import io.spatio.error.DatabaseClosedException;
import io.spatio.geometry.LonLat;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventKind;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Walks objects, and the events of each, of which it takes a copy when it comes there. */
final class EventsCursor implements ScanCursor {
    /** Some events of an object, to be asked for when their turn has come. */
    @FunctionalInterface
    interface Events {
        List<Event> of(StoredObject object);
    }

    private final Iterator<StoredObject> objects;
    private final Events events;
    private final Region region;
    private final BooleanSupplier storeClosed;
    private final Cancellation cancellation;

    private StoredObject object;
    private List<Event> found = List.of();
    private int place = -1;
    private int lastDelivered = -1;
    private boolean contiguous;
    private volatile boolean closed;

    EventsCursor(
            List<StoredObject> objects,
            Events events,
            Region region,
            BooleanSupplier storeClosed,
            Cancellation cancellation) {
        this.objects = objects.iterator();
        this.events = events;
        this.region = region;
        this.storeClosed = storeClosed;
        this.cancellation = cancellation;
    }

    @Override
    public boolean next() {
        while (true) {
            check();
            if (++place < found.size()) {
                if (isWanted(found.get(place))) {
                    contiguous = lastDelivered >= 0 && lastDelivered == place - 1;
                    lastDelivered = place;
                    return true;
                }
            } else if (objects.hasNext()) {
                object = objects.next();
                found = events.of(object);
                place = -1;
                lastDelivered = -1;
            } else {
                return false;
            }
        }
    }

    /** Before each step, also of those that deliver nothing. */
    private void check() {
        if (closed || storeClosed.getAsBoolean()) {
            throw new DatabaseClosedException();
        }
        cancellation.check();
    }

    /** A region is asked in canonical coordinates; null takes everything. */
    private boolean isWanted(Event event) {
        double lon = Double.longBitsToDouble(event.lonBits());
        double lat = Double.longBitsToDouble(event.latBits());
        return region == null
                || region.contains(
                        LonLat.canonicalLon(lon, lat),
                        LonLat.canonicalLat(lat),
                        Double.longBitsToDouble(event.altBits()));
    }

    private Event event() {
        return found.get(place);
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }

    @Override
    public int object() {
        return object.number;
    }

    @Override
    public String namespace() {
        return object.name.namespace();
    }

    @Override
    public String objectId() {
        return object.name.objectId();
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
        return event().isDelete() ? EventKind.DELETE : EventKind.POSITION;
    }

    @Override
    public long madeAtMicros() {
        return event().madeAtMicros();
    }

    @Override
    public double lon() {
        return Double.longBitsToDouble(event().lonBits());
    }

    @Override
    public double lat() {
        return Double.longBitsToDouble(event().latBits());
    }

    @Override
    public double alt() {
        return Double.longBitsToDouble(event().altBits());
    }

    @Override
    public byte[] metadata() {
        return event().metadata();
    }

    @Override
    public void close() {
        closed = true;
    }
}

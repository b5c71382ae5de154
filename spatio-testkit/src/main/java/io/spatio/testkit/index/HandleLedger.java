package io.spatio.testkit.index;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an engine has told an index so far: where each handle is, which calls are running. It throws where the engine breaks
 * the contract of {@link io.spatio.spi.SpatialIndex}. Any thread.
 */
public final class HandleLedger {
    private final boolean concurrent;
    private final ConcurrentHashMap<Integer, Point> points = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Long> removedAt = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Boolean> changing = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Long> searches = new ConcurrentSkipListSet<>();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicInteger changes = new AtomicInteger();
    private final ThreadLocal<Boolean> visiting = ThreadLocal.withInitial(() -> false);

    /** A ledger for an index that takes changes and searches at once, or for one that the engine locks. */
    public HandleLedger(boolean concurrent) {
        this.concurrent = concurrent;
    }

    /** Runs a change of one handle under all checks. */
    public void change(int handle, Runnable change) {
        require(handle >= 0, "handle " + handle + " is negative");
        require(!visiting.get(), "a visitor or a publication called the index");
        require(changing.putIfAbsent(handle, true) == null, "two changes of handle " + handle + " at a time");
        int running = changes.incrementAndGet();
        try {
            requireLocked(running);
            change.run();
            requireLocked(running);
        } finally {
            changes.decrementAndGet();
            changing.remove(handle);
        }
    }

    private void requireLocked(int running) {
        require(concurrent || (running == 1 && searches.isEmpty()), "a change beside another change or a search");
    }

    /** Notes a handle that comes in. */
    public void insert(int handle, double lon, double lat, double alt) {
        requireCanonical(lon, lat, alt);
        require(
                points.putIfAbsent(handle, new Point(lon, lat, alt)) == null,
                "handle " + handle + " is inserted but in the index already");
        Long removed = removedAt.remove(handle);
        require(
                removed == null || searches.isEmpty() || searches.first() > removed,
                "handle " + handle + " is used again while a search runs that began before its removal");
    }

    /** Notes a handle that moves. */
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        requireHeldAt(handle, oldLon, oldLat, oldAlt);
        requireCanonical(lon, lat, alt);
        points.put(handle, new Point(lon, lat, alt));
    }

    /** Notes a handle that goes. */
    public void remove(int handle, double lon, double lat, double alt) {
        requireHeldAt(handle, lon, lat, alt);
        points.remove(handle);
        removedAt.put(handle, ticks.incrementAndGet());
    }

    /** Notes that all go. */
    public void clear() {
        requireLocked(changes.incrementAndGet());
        changes.decrementAndGet();
        points.keySet().forEach(handle -> removedAt.put(handle, ticks.incrementAndGet()));
        points.clear();
    }

    /** How many there must be. */
    public int size() {
        return points.size();
    }

    /** Runs a search under all checks. */
    public boolean search(java.util.function.BooleanSupplier search) {
        require(!visiting.get(), "a visitor or a publication called the index");
        require(concurrent || changes.get() == 0, "a search beside a change");
        long start = ticks.incrementAndGet();
        searches.add(start);
        try {
            return search.getAsBoolean();
        } finally {
            searches.remove(start);
        }
    }

    /** Runs a visit or a publication, during which the index must not be called. */
    public <T> T during(java.util.function.Supplier<T> call) {
        visiting.set(true);
        try {
            return call.get();
        } finally {
            visiting.set(false);
        }
    }

    private void requireHeldAt(int handle, double lon, double lat, double alt) {
        Point held = points.get(handle);
        require(held != null, "handle " + handle + " is moved or removed but not in the index");
        require(
                held != null && held.sameBits(lon, lat, alt),
                "handle " + handle + " is said to be at (" + lon + ", " + lat + ", " + alt + ") but was put at "
                        + held);
    }

    private static void requireCanonical(double lon, double lat, double alt) {
        boolean legal = lon >= -180 && lon < 180 && lat >= -90 && lat <= 90 && !Double.isInfinite(alt);
        boolean canonical = legal && Point.of(lon, lat, alt).sameBits(lon, lat, alt);
        require(canonical, "coordinates are not canonical: (" + lon + ", " + lat + ", " + alt + ")");
    }

    /** Fails as the engine's own fault. */
    public static void require(boolean kept, String breach) {
        if (!kept) {
            throw new AssertionError("the engine breaks the contract of SpatialIndex: " + breach);
        }
    }
}

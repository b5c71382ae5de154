package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import io.spatio.Identifiers;
import io.spatio.error.StoreFullException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a store in memory, for stores that keep them there: their order, their bounds, and the changes that answers
 * may not show yet.
 *
 * <p>A change is applied with its sequence number when it is accepted. Answers show it when the number that the store says is
 * visible has reached it; until then it waits in a queue, and the document before it is shown. Any thread; changes one at a time,
 * in the order of their sequence numbers.
 */
public final class DocumentTable {
    /** What one change leaves of a key: a document, or none. */
    private record Change(
            String key, long sequence, @Nullable StoredDocument document) {}

    private final LongSupplier visibleSequence;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final NavigableMap<String, StoredDocument> shown = new TreeMap<>(Identifiers.ORDER);

    private final ArrayDeque<Change> waiting = new ArrayDeque<>();
    /** The last of the waiting changes of each key. */
    private final Map<String, Change> lastWaiting = new HashMap<>();

    private long bytes;

    private int size;

    /**
     * An empty table.
     *
     * @param visibleSequence the greatest sequence number that answers may show; takes no lock, and never goes back
     */
    public DocumentTable(LongSupplier visibleSequence) {
        this.visibleSequence = requireNonNull(visibleSequence, "visibleSequence");
    }

    // ---- what is legal ------------------------------------------------------------------------------------------

    /**
     * Checks a key.
     *
     * @return the key
     * @throws IllegalArgumentException when it is empty, too long or not well-formed
     */
    public static String requireKey(String key) {
        return Identifiers.requireDocumentKey(key);
    }

    /**
     * Checks a content and copies it.
     *
     * @return the copy
     * @throws IllegalArgumentException when it is too large
     */
    public static byte[] copyContent(byte[] content) {
        if (requireNonNull(content, "content").length > Documents.CONTENT_MAX_BYTES) {
            throw new IllegalArgumentException("a document has " + content.length + " bytes: legal is 0 to "
                    + Documents.CONTENT_MAX_BYTES + "; split it over several keys");
        }
        return content.clone();
    }

    /**
     * Refuses a put beyond the bound of all documents.
     *
     * @throws StoreFullException when they would take more than {@link Documents#TOTAL_MAX_BYTES}
     */
    public void requireRoom(String key, int contentBytes) {
        lock.lock();
        try {
            StoredDocument present = accepted(key);
            long without = bytes - (present == null ? 0 : bytesOf(present));
            long wanted = bytesOf(key, contentBytes);
            if (without + wanted > Documents.TOTAL_MAX_BYTES) {
                throw new StoreFullException("the documents are full: " + without + " bytes of "
                        + Documents.TOTAL_MAX_BYTES + " are taken, and this one takes " + wanted
                        + "; remove documents that nobody needs");
            }
        } finally {
            lock.unlock();
        }
    }

    private static long bytesOf(StoredDocument document) {
        return bytesOf(document.key(), document.content().length);
    }

    private static long bytesOf(String key, int contentBytes) {
        return (long) key.getBytes(StandardCharsets.UTF_8).length + contentBytes + Documents.OVERHEAD_BYTES;
    }

    // ---- changes ------------------------------------------------------------------------------------------------

    /** The sequence number of a key's document after all that was accepted, visible or not; 0 where there is none. */
    public long sequenceOf(String key) {
        lock.lock();
        try {
            StoredDocument present = accepted(key);
            return present == null ? 0 : present.sequence();
        } finally {
            lock.unlock();
        }
    }

    /** Applies a put. */
    public void put(StoredDocument document) {
        change(new Change(document.key(), document.sequence(), document));
    }

    /** Applies a removal. */
    public void remove(String key, long sequence) {
        change(new Change(key, sequence, null));
    }

    private void change(Change change) {
        lock.lock();
        try {
            show();
            StoredDocument before = accepted(change.key);
            waiting.add(change);
            lastWaiting.put(change.key, change);
            count(before, -1);
            count(change.document, 1);
            show();
        } finally {
            lock.unlock();
        }
    }

    private void count(@Nullable StoredDocument document, int sign) {
        if (document != null) {
            bytes += sign * bytesOf(document);
            size += sign;
        }
    }

    private @Nullable StoredDocument accepted(String key) {
        Change last = lastWaiting.get(key);
        return last == null ? shown.get(key) : last.document;
    }

    /** Lets answers show what may be seen by now. */
    private void show() {
        long visible = visibleSequence.getAsLong();
        for (Change next = waiting.peek(); next != null && next.sequence <= visible; next = waiting.peek()) {
            apply(next, shown);
            waiting.remove();
            lastWaiting.remove(next.key, next);
        }
    }

    private static void apply(Change change, Map<String, StoredDocument> documents) {
        if (change.document == null) {
            documents.remove(change.key);
        } else {
            documents.put(change.key, change.document);
        }
    }

    /** Forgets everything, at the end of a store. */
    public void clear() {
        lock.lock();
        try {
            shown.clear();
            waiting.clear();
            lastWaiting.clear();
            bytes = 0;
            size = 0;
        } finally {
            lock.unlock();
        }
    }

    // ---- answers ------------------------------------------------------------------------------------------------

    /** The document of a key that may be seen. */
    public Optional<StoredDocument> get(String key) {
        lock.lock();
        try {
            show();
            return Optional.ofNullable(shown.get(key));
        } finally {
            lock.unlock();
        }
    }

    /** Visits the documents that may be seen and whose keys begin with a prefix, by key, as of one moment; without a lock. */
    public void forEach(String prefix, Consumer<StoredDocument> visitor) {
        List<StoredDocument> found = new ArrayList<>();
        lock.lock();
        try {
            show();
            for (StoredDocument document : shown.tailMap(prefix, true).values()) {
                if (!document.key().startsWith(prefix)) {
                    break;
                }
                found.add(document);
            }
        } finally {
            lock.unlock();
        }
        found.forEach(visitor);
    }

    /** All documents after all that was accepted, visible or not, by key. */
    public List<StoredDocument> accepted() {
        lock.lock();
        try {
            NavigableMap<String, StoredDocument> all = new TreeMap<>(shown);
            waiting.forEach(change -> apply(change, all));
            return List.copyOf(all.values());
        } finally {
            lock.unlock();
        }
    }

    /** How many documents there are after all that was accepted. */
    public int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of {@link Documents#TOTAL_MAX_BYTES} are taken after all that was accepted. */
    public long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}

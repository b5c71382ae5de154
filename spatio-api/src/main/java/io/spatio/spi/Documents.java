package io.spatio.spi;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The documents of a store: few named contents that are kept beside events, in the same append order and with the same
 * durability. There is one content for each key, the one put last.
 *
 * <p><b>Order.</b> A put, and a remove of what is there, takes a sequence number of its own among those of events and erases.
 * What a crash leaves has the documents as they were at the end of the prefix that is left; no put is there in part.
 *
 * <p><b>Visibility.</b> Under the policy ALWAYS {@link #get} and {@link #forEach} show a change only when it is durable, under
 * the others as soon as it is accepted. A content that was replaced or removed is in no live file by the end of the next
 * compaction. Erases of objects and namespaces change no document.
 *
 * <p><b>Thread-safety:</b> any thread. A store that has failed, is full or was opened for reading alone refuses a put and a remove
 * as it refuses an append. After the store's close every call throws {@link io.spatio.error.DatabaseClosedException}.
 */
public interface Documents {
    /** The longest key, in bytes of UTF-8. */
    int KEY_MAX_BYTES = 1024;

    /** The largest content. */
    int CONTENT_MAX_BYTES = 16 << 20;

    /** How many bytes the documents of a store take at most: keys as UTF-8, contents, and {@link #OVERHEAD_BYTES} for each. */
    int TOTAL_MAX_BYTES = 64 << 20;

    /** What a document counts beside its key and content. */
    int OVERHEAD_BYTES = 256;

    /**
     * Puts a document in the place of the one of this key, if any. O(log n + bytes) for n documents.
     *
     * @param key non-empty, well-formed Unicode of at most {@value #KEY_MAX_BYTES} bytes of UTF-8, compared as it is
     * @param content at most {@value #CONTENT_MAX_BYTES} bytes, which are copied
     * @return its sequence number
     * @throws IllegalArgumentException when key or content is not legal; nothing has changed then
     * @throws io.spatio.error.StoreFullException when the documents would take more than {@value #TOTAL_MAX_BYTES} bytes;
     *     nothing has changed then
     */
    long put(String key, byte[] content);

    /**
     * Removes a document.
     *
     * @return the sequence number of the removal; 0 where there is no such document, and nothing is stored
     * @throws IllegalArgumentException when the key is not legal
     */
    long remove(String key);

    /**
     * The document of a key. O(log n) for n documents.
     *
     * @throws IllegalArgumentException when the key is not legal
     */
    Optional<StoredDocument> get(String key);

    /**
     * Visits every document whose key begins with a prefix, by key in the order of code points, as all of them stood at one
     * moment. The visitor may call the store.
     *
     * @param prefix the empty one for all
     */
    void forEach(String prefix, Consumer<StoredDocument> visitor);
}

package io.spatio.spi;

import static java.util.Objects.requireNonNull;

/** A document as a store keeps it. Immutable, as long as nobody changes its content. */
public final class StoredDocument {
    private final String key;
    private final long sequence;
    private final byte[] content;

    private StoredDocument(String key, long sequence, byte[] content) {
        this.key = key;
        this.sequence = sequence;
        this.content = content;
    }

    /**
     * A document.
     *
     * @param sequence its place in the append order, from 1
     * @param content not changed afterwards
     */
    public static StoredDocument of(String key, long sequence, byte[] content) {
        return new StoredDocument(requireNonNull(key, "key"), sequence, requireNonNull(content, "content"));
    }

    /** Its key. */
    public String key() {
        return key;
    }

    /** The place of its put in the append order, from 1, also after restarts and in a snapshot; a copy into another store numbers again. */
    public long sequence() {
        return sequence;
    }

    /** Its content; must not be changed, may be kept. */
    public byte[] content() {
        return content;
    }

    @Override
    public String toString() {
        return "StoredDocument[key=" + key + ", sequence=" + sequence + ", bytes=" + content.length + "]";
    }
}

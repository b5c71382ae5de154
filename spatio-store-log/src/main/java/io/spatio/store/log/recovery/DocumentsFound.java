package io.spatio.store.log.recovery;

import io.spatio.spi.StoredDocument;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The documents that recovery has found up to where it is. One thread. */
public final class DocumentsFound {
    private static final int KEYS_TOLD = 20;

    private final NavigableMap<String, StoredDocument> documents = new TreeMap<>();
    private long sealedSequence;
    private long changedSequence;

    DocumentsFound() {}

    /** Takes what is sealed as of a sequence number. */
    void sealed(long sequence, List<StoredDocument> all) {
        sealedSequence = sequence;
        changedSequence = sequence;
        all.forEach(document -> documents.put(document.key(), document));
    }

    /** Takes a put of the log; false where what is sealed counts it already, or counts without it. */
    boolean put(long sequence, String key, byte[] content) {
        if (sequence <= sealedSequence) {
            return false;
        }
        documents.put(key, StoredDocument.of(key, sequence, content));
        changedSequence = sequence;
        return true;
    }

    /** Takes a remove of the log. */
    void remove(long sequence, String key) {
        if (sequence > sealedSequence) {
            documents.remove(key);
            changedSequence = sequence;
        }
    }

    /** Tells which may be older than the last that was put, because changes may be lost. */
    void tellInDoubt(Findings findings) {
        if (!documents.isEmpty()) {
            List<String> keys = documents.keySet().stream().limit(KEYS_TOLD).toList();
            findings.tell(
                    "records are lost, and puts and removes of documents may be among them: documents that may be older"
                            + " than the last put, or were removed: " + String.join(", ", keys)
                            + (documents.size() > KEYS_TOLD ? " and " + (documents.size() - KEYS_TOLD) + " more" : ""));
        }
    }

    /** All of them. */
    public List<StoredDocument> all() {
        return List.copyOf(documents.values());
    }

    /** The sequence number of the last change, or one as of which they are sealed; 0 where there never was one. */
    public long changedSequence() {
        return changedSequence;
    }
}

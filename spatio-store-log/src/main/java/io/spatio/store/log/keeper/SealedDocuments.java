package io.spatio.store.log.keeper;

import io.spatio.spi.DocumentTable;
import io.spatio.spi.StoredDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which documents are to be written to a file: those of the moment of a freeze, where one has changed since the file that
 * MANIFEST names. Changed under the log's lock; any thread reads.
 */
public final class SealedDocuments {
    private final DocumentTable table;
    private volatile long changedSequence;
    private volatile Cut cut;

    /**
     * The documents of one moment.
     *
     * @param changedSequence the sequence number of the last change up to there
     * @param documents all of them, or null where the file that is named holds them
     */
    record Cut(long changedSequence, @Nullable List<StoredDocument> documents) {}

    /**
     * Of a table that was recovered.
     *
     * @param changedSequence the sequence number of the last change of it
     */
    public SealedDocuments(DocumentTable table, long changedSequence) {
        this.table = table;
        this.changedSequence = changedSequence;
        cut = new Cut(0, null);
    }

    /** Notes a change; with the log's lock held. */
    public void changed(long sequence) {
        changedSequence = sequence;
    }

    /**
     * Keeps what there is now, where the file as of a sequence number does not hold it; with the log's lock held. O(n) then
     * for n documents, whose contents are not copied.
     */
    void freeze(long namedSequence) {
        long changed = changedSequence;
        cut = new Cut(changed, changed > namedSequence ? table.accepted() : null);
    }

    /** What was kept last. */
    Cut cut() {
        return cut;
    }

    /** Lets go of what was kept, which a file holds by now. */
    void written(Cut written) {
        if (cut.changedSequence == written.changedSequence) {
            cut = new Cut(written.changedSequence, null);
        }
    }
}

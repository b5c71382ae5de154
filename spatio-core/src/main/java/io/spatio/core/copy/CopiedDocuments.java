package io.spatio.core.copy;

import io.spatio.error.StoreException;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
import io.spatio.spi.TrajectoryStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The documents of stores of which some keep none. Stateless. */
final class CopiedDocuments {
    private CopiedDocuments() {}

    /** The documents of a store, by key; none of one that keeps none. */
    private static List<StoredDocument> of(TrajectoryStore store) {
        List<StoredDocument> found = new ArrayList<>();
        documents(store).ifPresent(documents -> documents.forEach("", found::add));
        return found;
    }

    private static Optional<Documents> documents(TrajectoryStore store) {
        try {
            return Optional.of(store.documents());
        } catch (StoreException e) {
            return Optional.empty(); // which is how a store says so
        }
    }

    /**
     * Puts every document of one store into another.
     *
     * @return how many there are
     * @throws StoreException when there are some, and the other keeps none
     */
    static int copy(TrajectoryStore from, TrajectoryStore to) {
        List<StoredDocument> found = of(from);
        if (!found.isEmpty()) {
            Documents target = documents(to)
                    .orElseThrow(() -> new StoreException("the database holds " + found.size()
                            + " documents, and the store to copy to keeps none: name another store"));
            found.forEach(document -> target.put(document.key(), document.content()));
        }
        return found.size();
    }

    /** The first difference in words; empty when there is none. */
    static Optional<String> difference(TrajectoryStore one, TrajectoryStore other) {
        List<StoredDocument> left = of(one);
        List<StoredDocument> right = of(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            StoredDocument expected = left.get(i);
            StoredDocument found = right.get(i);
            if (!expected.key().equals(found.key()) || !Arrays.equals(expected.content(), found.content())) {
                return Optional.of("document key=" + expected.key() + " differs from key=" + found.key());
            }
        }
        return left.size() == right.size()
                ? Optional.empty()
                : Optional.of("documents=" + left.size() + " against " + right.size());
    }
}

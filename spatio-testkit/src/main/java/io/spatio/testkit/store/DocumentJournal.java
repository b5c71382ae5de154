package io.spatio.testkit.store;

import io.spatio.spi.StoredDocument;
import io.spatio.testkit.model.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one writer did to one document, in order, so that every version of it can be told. Under the writer's lock. */
final class DocumentJournal {
    /** A version of it, or null while there is none, from a place in the append order on. */
    private record Version(long from, @Nullable StoredDocument document) {}

    private final List<Version> versions = new ArrayList<>(List.of(new Version(0, null)));

    /** What it is by now. */
    Optional<StoredDocument> tip() {
        return Optional.ofNullable(versions.get(versions.size() - 1).document());
    }

    void put(StoredDocument document) {
        versions.add(new Version(document.sequence(), document));
    }

    void remove(long sequence) {
        versions.add(new Version(sequence, null));
    }

    /** Which versions are what a copy holds. */
    List<Moments.Span> versions(Optional<StoredDocument> copied) {
        List<Moments.Span> spans = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            long to = i + 1 < versions.size() ? versions.get(i + 1).from() : Long.MAX_VALUE;
            if (same(versions.get(i).document(), copied.orElse(null))) {
                spans.add(new Moments.Span(versions.get(i).from(), to, i));
            }
        }
        return spans;
    }

    private static boolean same(@Nullable StoredDocument one, @Nullable StoredDocument other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.sequence() == other.sequence() && Arrays.equals(one.content(), other.content());
    }

    /** A version by its number. */
    Optional<StoredDocument> version(int number) {
        return Optional.ofNullable(versions.get(number).document());
    }

    /** Forgets the versions that ended before a place at which nobody will look any more. */
    void forgetBefore(long place) {
        while (versions.size() > 1 && versions.get(1).from() <= place) {
            versions.remove(0);
        }
    }
}

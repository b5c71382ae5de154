package io.spatio.testkit.store;

import io.spatio.spi.EventCursor;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.model.ModelHistory;
import io.spatio.testkit.model.Moments;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a copy that was made beside writers: it is one moment of the original, and a store to write on in. */
final class CopyCheck {
    private final ModelledStore original;
    private final Map<Key, Journal> journals;
    private final Map<String, DocumentJournal> documents;

    /** Checks against journals in which nobody writes meanwhile. */
    CopyCheck(ModelledStore original, Map<Key, Journal> journals, Map<String, DocumentJournal> documents) {
        this.original = original;
        this.journals = journals;
        this.documents = documents;
    }

    /** Finds the moment of a copy, from a sequence number on, and what each object and document was then. */
    Moment moment(Path copy, long least) {
        Moments<Object> moments = new Moments<>();
        try (TrajectoryStore copied = original.openIn(copy)) {
            Map<Key, ModelEvent> states = states(copied);
            journals.forEach((key, journal) -> {
                List<ModelEvent> events = events(copied, key);
                Optional<ModelEvent> state = Optional.ofNullable(states.get(key));
                moments.add(key, journal.versions(history -> history.state().equals(state) && holds(history, events)));
            });
            documents.forEach((key, journal) ->
                    moments.add(key, journal.versions(copied.documents().get(key))));
        }
        long sequence = moments.find(least);
        Map<Key, ModelHistory> held = new LinkedHashMap<>();
        journals.forEach((key, journal) -> held.put(key, journal.version(moments.version(key, sequence))));
        ModelDocuments documentsHeld = new ModelDocuments();
        documents.forEach((key, journal) ->
                journal.version(moments.version(key, sequence)).ifPresent(documentsHeld::put));
        return new Moment(sequence, new ModelledStore.Held(held, documentsHeld));
    }

    /** What a store held at a place of its append order. */
    record Moment(long sequence, ModelledStore.Held held) {}

    private boolean holds(ModelHistory history, List<ModelEvent> events) {
        List<ModelEvent> kept = history.between(original.kept(Long.MIN_VALUE), Long.MAX_VALUE);
        if (kept.size() != events.size()) {
            return false;
        }
        for (int i = 0; i < kept.size(); i++) {
            if (!kept.get(i).unnumbered().equals(events.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<Key, ModelEvent> states(TrajectoryStore copied) {
        Map<Key, ModelEvent> states = new HashMap<>();
        try (EventCursor cursor = copied.recover()) {
            while (cursor.next()) {
                states.put(new Key(cursor.namespace(), cursor.objectId()), ModelEvent.of(cursor));
            }
        }
        return states;
    }

    private static List<ModelEvent> events(TrajectoryStore copied, Key key) {
        return StoreAppends.events(copied, key.namespace(), key.objectId()).stream()
                .map(ModelEvent::unnumbered)
                .toList();
    }
}

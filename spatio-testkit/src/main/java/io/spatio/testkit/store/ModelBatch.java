package io.spatio.testkit.store;

import io.spatio.spi.EventBatch;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** A batch of model events of one namespace, whose own sequences are not looked at, beside the place of each of its objects. */
record ModelBatch(EventBatch events, Map<Key, Integer> places) {
    /**
     * Events in their order.
     *
     * @param keys the object of each event
     * @param numbers the number that the caller tells the store for an object
     * @param begins whether an object's state begins with its first event here
     * @param madeAtMicros when its deletes are made
     */
    static ModelBatch of(
            List<Key> keys,
            List<ModelEvent> events,
            ToIntFunction<Key> numbers,
            Predicate<Key> begins,
            long madeAtMicros) {
        EventBatch batch = new EventBatch();
        batch.clear(keys.isEmpty() ? "" : keys.get(0).namespace());
        Map<Key, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            Key key = keys.get(i);
            ModelEvent event = events.get(i);
            int place = places.computeIfAbsent(
                    key, k -> batch.addObject(k.objectId(), numbers.applyAsInt(k), begins.test(k)));
            if (event.delete()) {
                batch.addDelete(place, event.micros(), madeAtMicros);
            } else {
                batch.addPosition(place, event.micros(), event.lon(), event.lat(), event.alt(), event.metadataUtf8());
            }
        }
        return new ModelBatch(batch, places);
    }

    /** Events of objects whose numbers nobody knows and whose state goes on. */
    static EventBatch of(List<Key> keys, List<ModelEvent> events) {
        return of(keys, events, key -> EventBatch.NO_NUMBER, key -> false, 0).events();
    }
}

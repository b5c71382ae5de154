package io.spatio.store.mvstore;

import org.jspecify.annotations.Nullable;

/** Finds an object's greatest event since it last began again, from its events in the order of history. */
final class Greatest {
    private @Nullable Event found;
    private long beginSequence;

    void accept(Event event) {
        if (event.origin().begins() && event.sequence() > beginSequence) {
            beginSequence = event.sequence();
        }
        if (event.sequence() >= beginSequence) {
            found = event;
        }
    }

    @Nullable
    Event found() {
        return found;
    }
}

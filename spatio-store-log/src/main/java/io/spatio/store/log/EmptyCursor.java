package io.spatio.store.log;

import java.util.function.BooleanSupplier;

/** No events. */
final class EmptyCursor extends LogCursor {
    EmptyCursor(BooleanSupplier storeClosed) {
        super(storeClosed);
    }

    @Override
    boolean advance() {
        return false;
    }
}

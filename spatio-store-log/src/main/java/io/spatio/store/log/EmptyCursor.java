package io.spatio.store.log;

import io.spatio.spi.Cancellation;
import java.util.function.BooleanSupplier;

/** No events. */
final class EmptyCursor extends LogCursor {
    EmptyCursor(BooleanSupplier storeClosed, Cancellation cancellation) {
        super(storeClosed, cancellation);
    }

    @Override
    boolean advance() {
        return false;
    }
}

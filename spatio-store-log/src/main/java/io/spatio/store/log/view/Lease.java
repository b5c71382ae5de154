package io.spatio.store.log.view;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A view whose files stay while this is open. Any thread closes it, once or more often. */
public final class Lease implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final View view;

    Lease(View view) {
        this.view = view;
    }

    /** Of the newest view; retries when a segment goes just then, which means that a newer view is there. */
    public static Lease of(Supplier<View> newest) {
        Lease lease = newest.get().lease();
        while (lease == null) {
            Thread.onSpinWait();
            lease = newest.get().lease();
        }
        return lease;
    }

    /** The view. */
    public View view() {
        return view;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            view.segments().forEach(OpenSegment::release);
        }
    }
}

package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import io.spatio.spi.MetricsListener.Outcome;
import io.spatio.spi.MetricsListener.Upkeep;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link MetricsListener} what a database does. Without a listener it reads no clock; what a listener throws
 * stays here. Any thread.
 *
 * <p>Work is measured from {@link #begin} to the call that tells of it:
 *
 * <pre>{@code
 * long begun = meter.begin();
 * file.force();
 * meter.synced(begun);
 * }</pre>
 */
public final class Meter {
    /** Tells nobody. */
    public static final Meter NONE = new Meter(null);

    private static final Logger LOGGER = System.getLogger(Meter.class.getName());

    private final @Nullable MetricsListener listener;
    private final AtomicBoolean hasThrown = new AtomicBoolean();

    private Meter(@Nullable MetricsListener listener) {
        this.listener = listener;
    }

    /** Tells a listener. */
    public static Meter of(MetricsListener listener) {
        return new Meter(requireNonNull(listener, "listener"));
    }

    /** Whether anybody listens, so that it is worth counting. */
    public boolean isOn() {
        return listener != null;
    }

    /** The moment at which work begins: {@link System#nanoTime}, or 0 where nobody listens. */
    public long begin() {
        return listener == null ? 0 : System.nanoTime();
    }

    /** {@link MetricsListener#called}. */
    public void called(String operation, Outcome outcome, long begun, long results) {
        tell(to -> to.called(operation, outcome, System.nanoTime() - begun, results));
    }

    /** {@link MetricsListener#searched}. */
    public void searched(long candidates, boolean completed) {
        tell(to -> to.searched(candidates, completed));
    }

    /** {@link MetricsListener#waitedForRow}. */
    public void waitedForRow(long begun) {
        tell(to -> to.waitedForRow(System.nanoTime() - begun));
    }

    /** {@link MetricsListener#appended}; of nothing nobody is told. */
    public void appended(long bytes) {
        if (bytes > 0) {
            tell(to -> to.appended(bytes));
        }
    }

    /** {@link MetricsListener#synced}. */
    public void synced(long begun) {
        tell(to -> to.synced(System.nanoTime() - begun));
    }

    /** {@link MetricsListener#keptUp}. */
    public void keptUp(Upkeep work, long begun) {
        tell(to -> to.keptUp(work, System.nanoTime() - begun));
    }

    /** {@link MetricsListener#recovered}. */
    public void recovered(long objects, long begun) {
        tell(to -> to.recovered(objects, System.nanoTime() - begun));
    }

    private void tell(Consumer<MetricsListener> what) {
        MetricsListener present = listener;
        if (present != null) {
            try {
                what.accept(present);
            } catch (Throwable e) { // errors, too: the caller may hold locks, and its work is done
                if (hasThrown.compareAndSet(false, true)) {
                    LOGGER.log(Logger.Level.WARNING, "a metrics listener failed; only its first failure is logged", e);
                }
            }
        }
    }
}

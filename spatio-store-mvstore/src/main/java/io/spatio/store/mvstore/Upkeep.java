package io.spatio.store.mvstore;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the committer does between appends: moving events from the tail into blocks, and retention, in steps. No accepted event
 * depends on it, so a step whose failure leaves the file whole is tried again later, and the store's health says so
 * meanwhile. The committer's thread only.
 */
final class Upkeep {
    private static final int STEP_EVENTS = 4_096;
    private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long FIRST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LAST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** By how much the tail may outgrow its size while it cannot be moved: it is held in memory. */
    private static final int MOST_TIMES = 16;

    private final AppendQueue queue;
    private final MvFile file;
    private final Mover mover;
    private final @Nullable Retention retention;

    private long retentionNanos = System.nanoTime();
    /** Whether the last move took all of the tail, as a pass of the retention wants. */
    private boolean moved;

    private boolean waiting;
    private long retryNanos;
    private long waitNanos = FIRST_WAIT_NANOS;

    Upkeep(AppendQueue queue, MvFile file, int tailEvents, @Nullable Retention retention) {
        this.queue = queue;
        this.file = file;
        this.mover = new Mover(file, tailEvents);
        this.retention = retention;
    }

    /** When there is something to do next, by {@link System#nanoTime}. */
    long dueNanos(long nowNanos) {
        if (waiting) {
            return retryNanos;
        }
        if (mover.isRunning() || mover.isDue(1)) {
            return nowNanos;
        }
        return retention == null ? nowNanos + IDLE_NANOS : retentionNanos;
    }

    /**
     * Does some of what is due.
     *
     * @param movable events up to this sequence number may be moved
     * @param arrived how many have arrived since the last step, so that moving keeps up
     * @return whether the maps have changed
     */
    boolean step(long movable, int arrived) {
        long now = System.nanoTime();
        if (dueNanos(now) - now > 0) {
            return false;
        }
        try {
            boolean changed = attempt(movable, arrived, now);
            if (waiting) {
                waiting = false;
                waitNanos = FIRST_WAIT_NANOS;
                queue.state().ails(null);
            }
            return changed;
        } catch (Mover.HalfDoneException e) {
            throw e;
        } catch (RuntimeException e) {
            later(e, now);
            return false;
        }
    }

    private boolean attempt(long movable, int arrived, long now) {
        boolean retain = retention != null && now - retentionNanos >= 0;
        if (!mover.isRunning() && (mover.isDue(1) || (retain && !moved))) {
            moved = mover.begin(movable, arrived);
        }
        if (mover.isRunning()) {
            mover.step(STEP_EVENTS + 2 * arrived);
            return true;
        }
        if (retention != null && retain) {
            boolean more = retention.step(file);
            retentionNanos = more ? now : now + IDLE_NANOS;
            moved = more;
            return true;
        }
        return false;
    }

    private void later(RuntimeException e, long now) {
        if (mover.isDue(MOST_TIMES)) {
            throw e; // a failure of the store after all
        }
        System.getLogger(Upkeep.class.getName())
                .log(System.Logger.Level.WARNING, "maintenance failed and is tried again: path={0}", file.path, e);
        queue.state().ails(Faults.translate(e, "path=" + file.path));
        waiting = true;
        retryNanos = now + waitNanos;
        waitNanos = Math.min(2 * waitNanos, LAST_WAIT_NANOS);
    }

    /** Does all of it at once, up to a sequence number. */
    void finish(long movable) {
        boolean all = false;
        while (!all) {
            all = mover.begin(movable, 0);
            boolean more = mover.isRunning();
            while (more) {
                more = mover.step(STEP_EVENTS);
            }
        }
        boolean more = retention != null;
        while (more && retention != null) {
            more = retention.step(file);
        }
    }
}

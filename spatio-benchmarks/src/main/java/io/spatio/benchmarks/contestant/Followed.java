package io.spatio.benchmarks.contestant;

import io.spatio.Change;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Spatio;
import io.spatio.error.ChangesLostException;
import java.time.Duration;
import java.util.List;

/** One who follows every change of a database in a thread of its own, as fast as it can, while others write. */
final class Followed implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final Changes changes;
    private final Thread thread = new Thread(this::follow, "follower");
    private volatile boolean ended;
    private volatile long told;
    private volatile boolean lost;

    private Followed(Changes changes) {
        this.changes = changes;
        thread.setDaemon(true);
    }

    /** Begins to follow: {@code latest}, or {@code all} with room for every change that a lap can make. */
    static Followed begin(Spatio spatio, String policy) {
        ChangesRequest request = policy.equals("latest")
                ? ChangesRequest.ALL.latestPerObject()
                : ChangesRequest.ALL.keepingAll(Integer.MAX_VALUE);
        Followed followed = new Followed(spatio.changes(request));
        followed.thread.start();
        return followed;
    }

    private void follow() {
        long count = 0;
        try {
            while (!ended) {
                List<Change> some = changes.poll(WAIT);
                count += some.size();
                told = count;
            }
        } catch (ChangesLostException e) {
            lost = true;
        }
    }

    /** How many changes it was told, or −1 where it lost some. */
    long told() {
        return lost ? -1 : told;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a follower ended", e);
        } finally {
            changes.close();
        }
    }
}

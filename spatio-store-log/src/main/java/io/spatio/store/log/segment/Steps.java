package io.spatio.store.log.segment;

import io.spatio.spi.Cancellation;

/**
 * Counts small steps of work, and looks at each 1,024th of them whether to go on. What passes over much in one step, as
 * the decoding of a page, asks the cancellation itself. One thread at a time.
 */
public final class Steps {
    private static final int MASK = 1024 - 1;

    private final Cancellation cancellation;
    private int steps;

    /** None yet. */
    public Steps(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /**
     * One more step.
     *
     * @throws io.spatio.error.CancelledException when it is time to look, and the work was cancelled
     * @throws io.spatio.error.DeadlineExceededException when it is time to look, and the deadline has passed
     */
    public void step() {
        steps++;
        if ((steps & MASK) == 0) {
            cancellation.check();
        }
    }
}

package io.spatio.testkit.history;

import java.util.Set;

/** What one call has to do with one object. */
sealed interface Step {
    /** Changes the object, or at least might have. */
    @FunctionalInterface
    non-sealed interface Write extends Step {
        /**
         * The states it may leave behind when it takes effect on a state and says what it said; none where it would have
         * said something else. Several where it is not known what time it took from the clock.
         */
        Set<ObjectState> after(ObjectState state);
    }

    /** Saw the object, or its absence. */
    @FunctionalInterface
    non-sealed interface Read extends Step {
        /** Whether it would have said what it said on a state. */
        boolean fits(ObjectState state);
    }

    /** Demands nothing, but wants to know of every state the object may have been in meanwhile. */
    @FunctionalInterface
    non-sealed interface Watch extends Step {
        void sees(ObjectState state);
    }

    /** A step and its call. */
    record OfCall(Call call, Step step) {}
}

package io.spatio.testkit.history;

import io.spatio.DeleteOutcome;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.UpsertOutcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call as its caller saw it.
 *
 * @param caller who called; has one call at a time
 * @param start the tick before it was made
 * @param end the tick after it had returned
 * @param deed what was asked and answered
 */
record Call(int caller, long start, long end, Deed deed) {
    /** What was asked and answered. */
    sealed interface Deed {}

    /** An upsert or, with several elements, a batch: per object one step. */
    record Upserts(List<Upsert> elements) implements Deed {}

    /** An element of {@link Upserts}; without a time it takes the clock's. */
    record Upsert(
            String objectId,
            Position position,
            Metadata metadata,
            @Nullable Long micros,
            UpsertOutcome outcome) {}

    /** A delete, at a time or, without, at the clock's or the position's; then DELETED stands for true, ABSENT for false. */
    record Delete(String objectId, @Nullable Long micros, DeleteOutcome outcome) implements Deed {}

    /** An erase and whether the object was known. */
    record Erase(String objectId, boolean known) implements Deed {}

    /** The namespace dropped: every object erased, each at a moment of its own. */
    record Drop() implements Deed {}

    /** A look-up. */
    record Get(String objectId, Optional<Location> location) implements Deed {}

    /** A look-up that only tells whether. */
    record Exists(String objectId, boolean present) implements Deed {}

    /** A query on current positions. */
    record Query(Question question, Answer answer) implements Deed {}

    @Override
    public String toString() {
        return "[" + start + ", " + end + "] caller " + caller + ": " + deed;
    }
}

package io.spatio.core.changes;

import io.spatio.ChangeToken;
import io.spatio.ChangesPolicy;
import io.spatio.ChangesRequest;
import io.spatio.error.ChangesLostException;
import java.util.UUID;

/**
 * Whose places these are: one opening of one database. What an earlier opening told is not kept, and after an unclean end its last
 * sequences may stand for other events, so no place holds for longer. Immutable; any thread.
 */
final class Origin {
    private static final String BEGIN_AGAIN =
            ": begin with ChangesRequest.fromCurrentState() and forget what was known";

    private final ChangeToken beginning =
            ChangeToken.of(UUID.randomUUID().toString().replace("-", ""), 0, 0);

    ChangeToken at(long sequence) {
        return beginning.at(sequence);
    }

    /**
     * Whether all after a place is still there. Where it is not, what is kept per object begins with the current state.
     *
     * @param last the sequence of the last event
     * @throws ChangesLostException when it is no place of this opening, or there is no other way to tell what came after it
     */
    boolean isWithin(Window window, ChangesRequest request, ChangeToken place, long last) {
        if (!place.identity().equals(beginning.identity()) || place.epoch() != beginning.epoch()) {
            throw new ChangesLostException("the place " + place
                    + " is of another database, or of an earlier opening of this one" + BEGIN_AGAIN);
        }
        if (place.sequence() > last) {
            throw new ChangesLostException(
                    "the place " + place + " lies after the last event, sequence=" + last + BEGIN_AGAIN);
        }
        boolean isWithin = place.sequence() >= window.start();
        if (!isWithin && request.policy() == ChangesPolicy.ALL) {
            throw new ChangesLostException("the place " + place + " lies before the start of the window, sequence="
                    + window.start() + BEGIN_AGAIN + ", or open the database with a larger spatio.feed-window");
        }
        return isWithin;
    }
}

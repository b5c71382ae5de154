package io.spatio.store.log.view;

import io.spatio.store.log.head.Head;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of one moment. Immutable but for the head, which grows; any thread.
 *
 * @param head what is appended to
 * @param frozen what is being written to a segment, or null
 * @param segments what is sealed, in append order
 */
public record View(Head head, @Nullable Head frozen, List<OpenSegment> segments) {
    /** Copies the list. */
    public View {
        segments = List.copyOf(segments);
    }

    /** With a new head in front of the present one, which is frozen. */
    public View freeze() {
        return new View(new Head(), head, segments);
    }

    /** With other segments. */
    public View with(@Nullable Head frozenNow, List<OpenSegment> segmentsNow) {
        return new View(head, frozenNow, segmentsNow);
    }

    /** The heads, newest first. */
    public List<Head> heads() {
        Head present = frozen;
        return present == null ? List.of(head) : List.of(head, present);
    }

    /** Counts the caller in on every segment; null when one was retired meanwhile: take the newer view. */
    public @Nullable Lease lease() {
        List<OpenSegment> taken = new ArrayList<>();
        for (OpenSegment segment : segments) {
            if (!segment.acquire()) {
                taken.forEach(OpenSegment::release);
                return null;
            }
            taken.add(segment);
        }
        return new Lease(this);
    }
}

package io.spatio;

import java.time.Instant;

/** An object where it is now: what every query on current positions answers with. */
public sealed interface Located permits Location, Neighbor {
    /** The object's id. */
    String objectId();

    /** Where it is, bit for bit as written. */
    Position position();

    /** When it was there. */
    Instant timestamp();

    /** What was said about it with that position. */
    Metadata metadata();
}

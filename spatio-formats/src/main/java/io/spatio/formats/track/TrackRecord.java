package io.spatio.formats.track;

import io.spatio.Metadata;
import io.spatio.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one record of a file says. */
public sealed interface TrackRecord {
    /** Where it begins. */
    Place place();

    /**
     * Where an object was.
     *
     * @param place the record's place in the file
     * @param objectId a legal id
     * @param timestamp when, within what a database takes
     * @param position where
     * @param metadata what else the record says
     */
    record Fix(Place place, String objectId, Instant timestamp, Position position, Metadata metadata)
            implements TrackRecord {}

    /**
     * That an object was deleted.
     *
     * @param place the record's place in the file
     * @param objectId a legal id
     * @param timestamp the delete's time
     * @param madeAt when it was made, null when that is not remembered
     */
    record Delete(
            Place place,
            String objectId,
            Instant timestamp,
            @Nullable Instant madeAt) implements TrackRecord {}

    /**
     * A record without a position, such as a failed attempt to find one. It is no error.
     *
     * @param place the record's place in the file
     */
    record WithoutPosition(Place place) implements TrackRecord {}

    /**
     * A record that cannot be taken; reading goes on with the next one.
     *
     * @param place the record's place in the file
     * @param value the value, as {@code lat=119.7}, or the beginning of the text
     * @param reason what is wrong with it and, where there is one, the way out
     */
    record Rejected(Place place, String value, String reason) implements TrackRecord {}
}

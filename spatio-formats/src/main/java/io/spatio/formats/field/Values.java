package io.spatio.formats.field;

import io.spatio.Metadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The values of one record by column. */
public interface Values {
    /** The text of a column, empty where the record has none. */
    String text(int column);

    /**
     * The id where the format itself gives it, null where it stands in a column.
     *
     * @throws IllegalArgumentException when what stands there is none
     */
    default @Nullable String objectId() {
        return null;
    }

    /**
     * The time where the format itself gives it, null where it stands in a column.
     *
     * @throws IllegalArgumentException when it is none
     */
    default @Nullable Instant timestamp() {
        return null;
    }

    /**
     * What the columns without a role hold, as one JSON object.
     *
     * @throws IllegalArgumentException when it is no legal metadata
     */
    Metadata otherColumns();

    /**
     * What the column of the metadata holds; {@link Metadata#NONE} where that is nothing.
     *
     * @throws IllegalArgumentException when it is no legal metadata
     */
    Metadata wholeMetadata(int column);
}

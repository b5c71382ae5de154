package io.spatio.formats.field;

import io.spatio.Position;
import io.spatio.formats.track.ReadOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes positions of numbers, leaves out those that stand for none, and counts what looks like one. One thread. */
public final class Places {
    private final ReadOptions options;
    private long atZero;

    /** The positions of one file. */
    public Places(ReadOptions options) {
        this.options = options;
    }

    /**
     * The position of these numbers, null where they stand for none.
     *
     * @param lon longitude in degrees
     * @param lat latitude in degrees
     * @param altOrNaN altitude in metres, NaN when absent
     * @throws IllegalArgumentException naming the number that is out of range
     */
    public @Nullable Position at(double lon, double lat, double altOrNaN) {
        if (options.missing().hidesPlace(lon, lat)) {
            return null;
        }
        Position position = new Position(lon, lat, altOrNaN);
        if (lon == 0 && lat == 0) {
            atZero++;
        }
        return position;
    }

    /** What people should know about them. */
    public List<String> remarks() {
        return atZero == 0 ? List.of() : List.of(atZero + " at 0,0: was there no fix? --missing 0,0 leaves them out");
    }
}

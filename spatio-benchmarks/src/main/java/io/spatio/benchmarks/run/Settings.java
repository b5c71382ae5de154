package io.spatio.benchmarks.run;

import java.util.OptionalInt;

/**
 * How long and how large.
 *
 * @param quick whether the whole is to be done in minutes
 * @param objectsOrNone the number of objects where it was asked for
 * @param rounds laps of each contestant, in turn
 * @param lapMillis how long a lap is
 * @param warmUpMillis how long a contestant works before its first lap
 */
public record Settings(boolean quick, OptionalInt objectsOrNone, int rounds, int lapMillis, int warmUpMillis) {
    /** About 3 minutes. */
    public static Settings quick(OptionalInt objects) {
        return new Settings(true, objects, 3, 200, 250);
    }

    /** As long as it takes. */
    public static Settings full(OptionalInt objects) {
        return new Settings(false, objects, 5, 1000, 2000);
    }

    /** The number of objects asked for, else the one of the kind of run. */
    public int objects(int whenQuick, int whenFull) {
        return objectsOrNone.orElse(quick ? whenQuick : whenFull);
    }
}

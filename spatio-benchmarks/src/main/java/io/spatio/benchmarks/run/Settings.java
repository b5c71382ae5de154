package io.spatio.benchmarks.run;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long and how large.
 *
 * @param quick whether the whole is to be done in minutes
 * @param objectsOrNone the number of objects where it was asked for
 * @param updatesOrNone the number of updates of a sustained run where it was asked for
 * @param rounds laps of each contestant, in turn
 * @param lapMillis how long a lap is
 * @param warmUpMillis how long a contestant works before its first lap
 */
public record Settings(
        boolean quick,
        OptionalInt objectsOrNone,
        OptionalLong updatesOrNone,
        int rounds,
        int lapMillis,
        int warmUpMillis) {
    /** Minutes; long enough for a JVM to warm up. */
    public static Settings quick(OptionalInt objects, OptionalLong updates) {
        return new Settings(true, objects, updates, 3, 300, 1500);
    }

    /** As long as it takes. */
    public static Settings full(OptionalInt objects, OptionalLong updates) {
        return new Settings(false, objects, updates, 5, 1000, 2000);
    }

    /** The same with another number of rounds. */
    public Settings withRounds(int laps) {
        return new Settings(quick, objectsOrNone, updatesOrNone, laps, lapMillis, warmUpMillis);
    }

    /** The number of objects asked for, else the one of the kind of run. */
    public int objects(int whenQuick, int whenFull) {
        return objectsOrNone.orElse(quick ? whenQuick : whenFull);
    }

    /** The number of updates asked for, else the one of the kind of run. */
    public long updates(long whenQuick, long whenFull) {
        return updatesOrNone.orElse(quick ? whenQuick : whenFull);
    }
}

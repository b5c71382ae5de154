package io.spatio.store.mvstore;

/** A UTC day of an object, days since 1970. Every long of microseconds lies in a day that is an int. */
record DayKey(int object, int day) implements Comparable<DayKey> {
    private static final long MICROS = 86_400_000_000L;

    static DayKey of(int object, long timestampMicros) {
        return new DayKey(object, dayOf(timestampMicros));
    }

    static int dayOf(long timestampMicros) {
        return (int) Math.floorDiv(timestampMicros, MICROS);
    }

    /** The first microsecond of a day, saturating. */
    static long firstMicros(int day) {
        return day <= dayOf(Long.MIN_VALUE) ? Long.MIN_VALUE : day * MICROS;
    }

    /** The last microsecond of a day, saturating. */
    static long lastMicros(int day) {
        return day >= dayOf(Long.MAX_VALUE) ? Long.MAX_VALUE : (day + 1) * MICROS - 1;
    }

    @Override
    public int compareTo(DayKey other) {
        int byObject = Integer.compare(object, other.object);
        return byObject != 0 ? byObject : Integer.compare(day, other.day);
    }
}

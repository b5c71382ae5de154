package io.spatio.store.log.wal;

import java.security.SecureRandom;

/** Random salts of log files. Any thread. */
public final class Salts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Salts() {}

    /** A salt unlike any other. */
    public static long next() {
        return RANDOM.nextLong();
    }
}

package io.spatio.store.log.wal;

import io.spatio.error.UnsupportedFormatException;

/** Refusals of files of other formats. Stateless. */
public final class Formats {
    private Formats() {}

    /** Says that a file's major version is not the one that this version reads. */
    public static UnsupportedFormatException unsupported(String file, int major, int minor, int accepted) {
        return new UnsupportedFormatException(file + " has format " + major + "." + minor + ": this version reads "
                + accepted + ".x; " + remedy(major, accepted));
    }

    private static String remedy(int major, int accepted) {
        return major > accepted
                ? "open it with a newer version"
                : "no release wrote it: export the database with the version that did, and import it here";
    }

    /** Says that a file holds what this version knows of, but does not read yet. */
    public static UnsupportedFormatException reserved(String place, String what) {
        return new UnsupportedFormatException(
                place + " has " + what + ", which this version does not read; open it with a newer version");
    }
}

package io.spatio.cli.importing;

/** The end of a strict import, at its first bad row, which has been reported. */
final class BadRow extends Exception {
    private static final long serialVersionUID = 1L;

    BadRow(String place) {
        super(place, null, false, false);
    }

    /** File and line. */
    String place() {
        return String.valueOf(getMessage());
    }
}

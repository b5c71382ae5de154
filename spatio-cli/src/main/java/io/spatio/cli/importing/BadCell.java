package io.spatio.cli.importing;

/** A row that cannot be taken because of one of its values. */
final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    private final String value;

    /** A bad value, as {@code lat=119.7}, and why it is one. */
    BadCell(String value, String reason) {
        super(reason, null, false, false);
        this.value = value;
    }

    String value() {
        return value;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

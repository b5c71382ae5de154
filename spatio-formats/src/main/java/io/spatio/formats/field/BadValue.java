package io.spatio.formats.field;

/** A record that cannot be taken because of one of its values. */
final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String value;

    /** A bad value, as {@code lat=119.7}, and why it is one. */
    BadValue(String value, String reason) {
        super(reason, null, false, false);
        this.value = value;
    }

    /** The value with its name. */
    String value() {
        return value;
    }

    /** Why it is bad. */
    String reason() {
        return String.valueOf(getMessage());
    }
}

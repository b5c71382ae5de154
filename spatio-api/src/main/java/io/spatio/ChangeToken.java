package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the order of all changes of one database, to {@linkplain ChangesRequest#after continue after}. Opaque: keep it, as an
 * object or as {@linkplain #toString text}, and give it back. Immutable; any thread.
 */
public final class ChangeToken {
    private static final Pattern TEXT = Pattern.compile("c1-([0-9a-f]{32})-([0-9]{1,18})-([0-9]{1,19})");

    private final String identity;
    private final long epoch;
    private final long sequence;

    private ChangeToken(String identity, long epoch, long sequence) {
        this.identity = identity;
        this.epoch = epoch;
        this.sequence = sequence;
    }

    /**
     * A token; for engines and clients.
     *
     * @param identity which database: 32 hexadecimal digits, lower case
     * @param epoch which of its openings after an unclean end, at least 0
     * @param sequence up to which sequence everything was told, at least 0
     * @throws IllegalArgumentException for anything else
     */
    public static ChangeToken of(String identity, long epoch, long sequence) {
        return parse("c1-" + requireNonNull(identity, "identity") + "-" + epoch + "-" + sequence);
    }

    /** The same database and epoch at another sequence; for engines and clients. */
    public ChangeToken at(long newSequence) {
        if (newSequence < 0) {
            throw new IllegalArgumentException("sequence " + newSequence + " is below 0");
        }
        return new ChangeToken(identity, epoch, newSequence);
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ChangeToken parse(String text) {
        Matcher parts = TEXT.matcher(requireNonNull(text, "text"));
        if (!parts.matches()) {
            throw refused(text, null);
        }
        try {
            return new ChangeToken(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)));
        } catch (NumberFormatException e) {
            throw refused(text, e);
        }
    }

    private static IllegalArgumentException refused(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no place in the order of changes: give back, unchanged, what a change told",
                cause);
    }

    /** Which database; a copy, a snapshot and each opening of a database in memory have one of their own. */
    public String identity() {
        return identity;
    }

    /** Which of its openings after an unclean end. */
    public long epoch() {
        return epoch;
    }

    /** Up to which sequence everything that the subscriber follows was told. */
    public long sequence() {
        return sequence;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChangeToken that
                && sequence == that.sequence
                && epoch == that.epoch
                && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identity, epoch, sequence);
    }

    /** The text form, of ASCII letters, digits and hyphens; at most 80 characters. */
    @Override
    public String toString() {
        return "c1-" + identity + "-" + epoch + "-" + sequence;
    }
}

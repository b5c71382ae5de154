package io.spatio.formats.track;

/**
 * A place in a file.
 *
 * @param line the line, from 1
 * @param column the byte within the line, from 1; 0 where the line says enough
 */
public record Place(long line, long column) {
    /** A whole line. */
    public static Place ofLine(long line) {
        return new Place(line, 0);
    }

    /** As messages tell it after the name of a file and a colon. */
    @Override
    public String toString() {
        return column == 0 ? Long.toString(line) : line + ":" + column;
    }
}

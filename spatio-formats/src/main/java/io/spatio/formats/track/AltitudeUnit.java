package io.spatio.formats.track;

/** What altitudes of a file are measured in. */
public enum AltitudeUnit {
    /** Metres. */
    METERS(1, "m"),
    /** International feet of 0.3048 m. */
    FEET(0.3048, "ft");

    private final double meters;
    private final String word;

    AltitudeUnit(double meters, String word) {
        this.meters = meters;
        this.word = word;
    }

    /** The same altitude in metres. */
    public double toMeters(double altitude) {
        return this == METERS ? altitude : altitude * meters;
    }

    /** The name it has in options. */
    public String word() {
        return word;
    }

    /**
     * The unit of a word.
     *
     * @throws IllegalArgumentException naming the legal ones
     */
    public static AltitudeUnit ofWord(String word) {
        for (AltitudeUnit unit : values()) {
            if (unit.word.equals(word)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("--alt-unit \"" + word + "\" is unknown: legal are m and ft");
    }
}

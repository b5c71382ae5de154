package io.spatio.index.geohash;

import io.spatio.spi.LonLatBox;

/**
 * A geohash: the cell of the world whose bits come from halving longitude and latitude in turn, longitude first
 * (G. Niemeyer, 2008). Immutable; any thread.
 *
 * <p>A cell holds its west and south edges; the easternmost and northernmost cells hold 180 and 90 too. Every edge is
 * k · 360 / 2ⁿ − 180 (or its half), which a double holds exactly up to {@value #MAX_BITS} bits, so a cell's box is exact.
 *
 * @param prefix the bits, the first one highest
 * @param bits how many, 0 to {@value #MAX_BITS}
 */
record Geohash(long prefix, int bits) {
    static final int MAX_BITS = 60;
    private static final String BASE_32 = "0123456789bcdefghjkmnpqrstuvwxyz";

    Geohash {
        if (bits < 0 || bits > MAX_BITS) {
            throw new IllegalArgumentException("bits = " + bits + " is outside [0, " + MAX_BITS + "]");
        }
        if (prefix < 0 || prefix >>> bits != 0) {
            throw new IllegalArgumentException("prefix = " + prefix + " does not fit in " + bits + " bits");
        }
    }

    /** The cell that holds a point. */
    static Geohash of(double lon, double lat, int bits) {
        if (!(lon >= -180 && lon <= 180) || !(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("lon = " + lon + ", lat = " + lat + " is not a place on Earth");
        }
        return new Geohash(Raster.prefix(lon, lat, bits), bits);
    }

    /**
     * Reads a text as {@link #text} writes it: base-32 characters of either case, then, for other bit lengths than those of
     * whole characters, a plus and one to four binary digits.
     */
    static Geohash parse(String text) {
        int plus = text.indexOf('+');
        int characters = plus < 0 ? text.length() : plus;
        int rest = plus < 0 ? 0 : text.length() - plus - 1;
        boolean legalRest = plus < 0 ? rest == 0 : rest >= 1 && rest <= 4;
        if (!legalRest || 5 * characters + rest > MAX_BITS) {
            throw new IllegalArgumentException("\"" + text + "\" is not a geohash of at most " + MAX_BITS + " bits");
        }
        long prefix = 0;
        for (int i = 0; i < characters; i++) {
            prefix = prefix << 5 | digit(text, i, BASE_32);
        }
        for (int i = plus + 1; i <= plus + rest; i++) {
            prefix = prefix << 1 | digit(text, i, "01");
        }
        return new Geohash(prefix, 5 * characters + rest);
    }

    private static int digit(String text, int at, String digits) {
        int digit = digits.indexOf(Character.toLowerCase(text.charAt(at)));
        if (digit < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no geohash: '" + text.charAt(at) + "' is not in " + digits);
        }
        return digit;
    }

    /** The cell's closed box. */
    LonLatBox box() {
        int xShift = Raster.xShift(bits);
        int yShift = Raster.yShift(bits);
        int x = Raster.x(prefix, bits);
        int y = Raster.y(prefix, bits);
        return new LonLatBox(
                Raster.west(x << xShift),
                Raster.south(y << yShift),
                Raster.west((x + 1) << xShift),
                Raster.south((y + 1) << yShift));
    }

    /** The longitude of the cell's middle. */
    double lon() {
        LonLatBox box = box();
        return (box.minLon() + box.maxLon()) / 2;
    }

    /** The latitude of the cell's middle. */
    double lat() {
        LonLatBox box = box();
        return (box.minLat() + box.maxLat()) / 2;
    }

    /** The larger cell of a shorter prefix that holds this one. */
    Geohash prefix(int fewerBits) {
        return new Geohash(prefix >>> (bits - fewerBits), fewerBits);
    }

    /**
     * The published base-32 text, of the characters the bits fully determine; where bits remain they follow a plus as binary
     * digits: {@code u33d8b} has 30 bits, {@code u33d8b+01} 32.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        int left = bits;
        for (; left >= 5; left -= 5) {
            text.append(BASE_32.charAt((int) (prefix >>> (left - 5)) & 31));
        }
        if (left > 0) {
            text.append('+');
        }
        while (left-- > 0) {
            text.append(prefix >>> left & 1);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text() + " (" + bits + " bits)";
    }
}

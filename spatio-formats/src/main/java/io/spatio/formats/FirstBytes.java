package io.spatio.formats;

import io.spatio.formats.json.FirstValue;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.TrackFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a format by the first bytes, and names those that are not read. */
final class FirstBytes {
    private static final String CONVERT = "which is not read: convert it to CSV or GeoJSON";
    /** What a file begins with, as bytes of Latin-1, and what it is. */
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put(
                "PK\u0003\u0004", "a zip archive (or a spreadsheet), which is not read: unpack it, or save it as CSV");
        OTHERS.put("\u0028\u00b5\u002f\u00fd", "packed by zstd, which is not read: unpack it by zstd -d");
        OTHERS.put("BZh", "packed by bzip2, which is not read: unpack it by bunzip2");
        OTHERS.put("\u00fd7zXZ", "packed by xz, which is not read: unpack it by unxz");
        OTHERS.put("PAR1", "a Parquet file, " + CONVERT);
        OTHERS.put("SQLite format 3", "an SQLite database, " + CONVERT);
        OTHERS.put("$GP", "NMEA 0183, " + CONVERT);
        OTHERS.put("$GN", "NMEA 0183, " + CONVERT);
        OTHERS.put("!AIVDM", "AIS as NMEA 0183, " + CONVERT);
        OTHERS.put("\\s:", "AIS as NMEA 0183, " + CONVERT);
        OTHERS.put("MSG,", "SBS-1, " + CONVERT);
        OTHERS.put("#spatio-log", "a log of the original Spatio, which is not read");
    }

    private FirstBytes() {}

    static TrackFormat format(PeekedInput in) throws IOException {
        byte[] begin = in.peek(FirstBytes::isEnough);
        int at = first(begin, begin.length);
        if (at == begin.length) {
            return TrackFormat.CSV; // whose reader says that it is empty
        }
        return switch (begin[at]) {
            case FirstValue.RECORD_SEPARATOR -> TrackFormat.GEOJSON_SEQ;
            case '{', '[' -> FirstValue.isLine(begin, at) ? TrackFormat.NDJSON : TrackFormat.GEOJSON;
            default -> csv(begin, at);
        };
    }

    /** For anything but JSON the first kilobyte is, if the input has that much at once. */
    private static boolean isEnough(byte[] bytes, int length) {
        int at = first(bytes, length);
        if (at == length) {
            return false;
        }
        boolean json = bytes[at] == '{' || bytes[at] == '[';
        return json ? FirstValue.hasEnded(bytes, at, length) : length - at >= 16;
    }

    private static int first(byte[] bytes, int length) {
        int at = 0;
        while (at < length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at;
    }

    private static TrackFormat csv(byte[] begin, int at) {
        String text = new String(begin, at, Math.min(begin.length - at, 400), StandardCharsets.ISO_8859_1);
        OTHERS.forEach((first, what) -> {
            if (text.startsWith(first)) {
                throw new FileFormatException("it is " + what);
            }
        });
        if (text.length() > 12 && text.startsWith(".FIT", 8)) {
            throw new FileFormatException("it is a FIT file, " + CONVERT);
        }
        if (text.startsWith("<")) {
            String kind = text.contains("<gpx") ? "GPX" : text.contains("<kml") ? "KML" : "XML or HTML";
            throw new FileFormatException("it is " + kind + ", " + CONVERT);
        }
        return TrackFormat.CSV;
    }
}

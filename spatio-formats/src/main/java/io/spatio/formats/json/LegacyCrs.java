package io.spatio.formats.json;

import io.spatio.formats.track.FileFormatException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The member {@code crs} of GeoJSON before RFC 7946: harmless where it names WGS 84, a trap anywhere else. */
final class LegacyCrs {
    private static final Pattern CRS = Pattern.compile("\"crs\"\\s*:\\s*\\{");
    private static final Pattern NAME = Pattern.compile("\"(?:name|href)\"\\s*:\\s*\"([^\"]{1,200})\"");
    private static final Pattern DEGREES = Pattern.compile("(?i)CRS84h?$|EPSG:{1,2}(?:[0-9.]*:)?(?:4326|4979)$");
    private static final int LONGEST = 1_000;

    private LegacyCrs() {}

    /** Refuses a document whose coordinates are no degrees of WGS 84. */
    static void requireDegrees(String members) {
        Matcher crs = CRS.matcher(members);
        if (!crs.find()) {
            return;
        }
        Matcher name = NAME.matcher(members).region(crs.end(), Math.min(members.length(), crs.end() + LONGEST));
        if (name.find() && !DEGREES.matcher(name.group(1)).find()) {
            throw new FileFormatException("its coordinates are in " + name.group(1)
                    + ", not in degrees of WGS 84: convert it, as ogr2ogr -t_srs EPSG:4326 does");
        }
    }
}

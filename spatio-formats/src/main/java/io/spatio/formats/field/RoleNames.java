package io.spatio.formats.field;

import io.spatio.formats.track.Role;
import java.util.List;
import java.util.Map;

/**
 * The names by which a role is known, the surest first, as {@link FieldName#plain()} has them.
 *
 * <p>For ids the specific names outweigh {@code id}, which in many tables numbers the rows. For times the position's own
 * outweigh those of the receiver or of the server.
 */
final class RoleNames {
    private static final String[] IDS = {
        "objectid",
        "mmsi",
        "icao24",
        "icao",
        "hex",
        "imei",
        "vehicleid",
        "vesselid",
        "deviceid",
        "assetid",
        "trackerid",
        "trackid",
        "trajectoryid",
        "unitid",
        "buoyid",
        "userid",
        "individuallocalidentifier",
        "taglocalidentifier",
        "vehicle",
        "device",
        "tracker",
        "vessel",
        "user",
        "uid",
        "id",
        "callsign",
        "name"
    };
    private static final String[] TIMES = {
        "fixtime", "timeposition", "lastposupdate", "aispostimestamp", "positiontime", "gpstime", "timestamp",
                "datetime",
        "utcdatetime", "basedatetime", "trackedat", "recordedat", "observedat", "eventtime", "devicetime", "time",
        "timeutc", "createdat", "utc", "ts", "t", "date"
    };
    private static final String[] LONGITUDES = {"lon", "lng", "long", "longitude", "locationlong", "locationlng", "x"};
    private static final String[] LATITUDES = {"lat", "latitude", "locationlat", "y"};
    private static final String[] ALTITUDES = {
        "alt",
        "altitude",
        "heightaboveellipsoid",
        "geoaltitude",
        "altgeom",
        "locationalt",
        "heightabovemsl",
        "mslaltitude",
        "elevation",
        "ele",
        "baroaltitude",
        "altbaro",
        "altitudeabovesealevel",
        "height",
        "z"
    };

    private static final Map<Role, List<String>> NAMES = Map.of(
            Role.ID, List.of(IDS),
            Role.TIME, List.of(TIMES),
            Role.LON, List.of(LONGITUDES),
            Role.LAT, List.of(LATITUDES),
            Role.ALT, List.of(ALTITUDES));

    private RoleNames() {}

    /** The names of a role; none for those that only an export has. */
    static List<String> of(Role role) {
        return NAMES.getOrDefault(role, List.of());
    }
}

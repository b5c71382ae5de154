package io.spatio.cli.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a column can be, and the names by which one is known, the surest first. */
enum Role {
    /** Who. */
    ID(
            true,
            "object_id",
            "objectid",
            "id",
            "mmsi",
            "icao24",
            "imei",
            "vehicle_id",
            "vehicle",
            "vessel_id",
            "device_id",
            "device",
            "asset_id",
            "tracker_id",
            "track_id",
            "unit_id",
            "buoy_id",
            "buoyid",
            "user_id",
            "uid",
            "user",
            "individual_local_identifier",
            "vessel",
            "name"),
    /** When. */
    TIME(
            true,
            "timestamp",
            "time",
            "datetime",
            "date_time",
            "base_date_time",
            "basedatetime",
            "event_time",
            "gps_time",
            "recorded_at",
            "observed_at",
            "created_at",
            "position_time",
            "time_utc",
            "utc",
            "ts",
            "t",
            "date"),
    /** East. */
    LON(true, "lon", "lng", "long", "longitude", "lon_deg", "longitude_deg", "location_long", "x"),
    /** North. */
    LAT(true, "lat", "latitude", "lat_deg", "latitude_deg", "location_lat", "y"),
    /** Up. */
    ALT(false, "alt", "altitude", "elevation", "ele", "alt_m", "altitude_m", "height", "z"),
    /** One JSON value to keep as it is; guessed only where no other column would be metadata. */
    METADATA(false, "metadata"),
    /** What happened, a position or a delete; known only in a file as export writes it. */
    EVENT(false, "event"),
    /** When a delete was made; known only in a file as export writes it. */
    MADE_AT(false, "made_at");

    /** Those that a column's name alone does not tell. */
    static final Set<Role> OF_EXPORT = Set.of(METADATA, EVENT, MADE_AT);

    private final boolean required;
    private final List<String> names;

    Role(boolean required, String... names) {
        this.required = required;
        this.names = List.of(names);
    }

    /** Whether a file without such a column is refused. */
    boolean required() {
        return required;
    }

    /** The usual names, in lower case with underscores. */
    List<String> names() {
        return names;
    }

    /** The word for it on the command line. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}

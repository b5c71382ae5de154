package io.spatio.core.changes;

import io.spatio.Area;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import org.jspecify.annotations.Nullable;

/** The area that a subscriber follows, or everywhere. Immutable; any thread. */
final class AreaFilter {
    private final @Nullable Region region;

    AreaFilter(@Nullable Area area) {
        region = area == null ? null : Regions.of(area);
    }

    boolean isEverywhere() {
        return region == null;
    }

    boolean contains(double lon, double lat, double alt) {
        return region == null || region.contains(LonLat.canonicalLon(lon, lat), LonLat.canonicalLat(lat), alt);
    }
}

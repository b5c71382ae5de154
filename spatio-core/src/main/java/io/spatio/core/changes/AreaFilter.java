package io.spatio.core.changes;

import io.spatio.Area;
import io.spatio.Position;
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

    boolean contains(@Nullable Position position) {
        return position != null
                && (region == null
                        || region.contains(
                                LonLat.canonicalLon(position.lon(), position.lat()),
                                LonLat.canonicalLat(position.lat()),
                                position.altOrNaN()));
    }
}

package io.spatio.formats.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** Times of one zone without an offset. An hour that the zone skips is refused, one that it has twice unless told which. */
final class LocalTimes {
    static final String REMEDY = "say where they were taken by --zone, as --zone UTC";

    /** Which of two. */
    enum Choice {
        NONE,
        EARLIER,
        LATER
    }

    private final ZoneId zone;
    private final ZoneRules rules;
    private final Choice choice;

    LocalTimes(ZoneId zone, Choice choice) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.choice = choice;
    }

    Instant instant(String text, LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" does not exist in " + zone + ", whose clocks were put forward over it");
        }
        if (offsets.size() > 1 && choice == Choice.NONE) {
            throw new IllegalArgumentException("\"" + text + "\" exists twice in " + zone
                    + ", whose clocks were put back: say which is meant by --ambiguous earlier or later");
        }
        // The offset before the change, which comes first in the list, gives the earlier instant.
        return local.toInstant(offsets.get(choice == Choice.LATER ? offsets.size() - 1 : 0));
    }
}

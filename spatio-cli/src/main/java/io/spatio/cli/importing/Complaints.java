package io.spatio.cli.importing;

import io.spatio.cli.output.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells of rejected rows in bounded words: the first five of each reason, then how many there were. Two reasons are the same
 * where they differ in quoted values and in numbers alone. One thread.
 */
final class Complaints {
    private static final int TOLD_OF_EACH = 5;
    private static final int MOST_REASONS = 200;
    private static final String OTHERS = "other reasons";

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Consumer<String> out;
    private String onlyReason = "";

    Complaints(Consumer<String> out) {
        this.out = out;
    }

    /** Tells of a row, unless enough was told of its like. */
    void rejected(String place, String value, String reason) {
        String kind = kind(reason);
        if (!counts.containsKey(kind) && counts.size() >= MOST_REASONS) {
            kind = OTHERS;
        }
        onlyReason = reason;
        if (counts.merge(kind, 1L, Long::sum) <= TOLD_OF_EACH) {
            out.accept(place + ": " + value + ": " + reason);
        }
    }

    private static String kind(String reason) {
        return reason.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("-?\\d[\\d.eE+-]*", "0");
    }

    /** Whether all that were rejected were so for one reason. */
    boolean haveOneReason() {
        return counts.size() == 1;
    }

    /** The reason of the row rejected last. */
    String lastReason() {
        return onlyReason;
    }

    /** Tells how many more there were of each reason, and forgets them. */
    void finish() {
        counts.forEach((kind, count) -> {
            if (count > TOLD_OF_EACH) {
                out.accept("… and " + Texts.count(count - TOLD_OF_EACH) + " more rows for this reason: " + kind);
            }
        });
        counts.clear();
    }
}

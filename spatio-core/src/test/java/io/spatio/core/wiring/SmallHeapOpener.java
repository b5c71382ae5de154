package io.spatio.core.wiring;

import io.spatio.Spatio;
import io.spatio.error.SpatioException;
import java.nio.file.Path;

/** A process that opens a database, and tells how that went in one line. */
final class SmallHeapOpener {
    private SmallHeapOpener() {}

    /** Arguments: directory, whether to salvage. */
    public static void main(String[] arguments) {
        try (Spatio db = Spatio.builder()
                .path(Path.of(arguments[0]))
                .index("rstar")
                .salvage(Boolean.parseBoolean(arguments[1]))
                .build()) {
            System.out.println("open " + db.namespace("n").count() + " "
                    + db.stats().store().recovery());
        } catch (SpatioException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}

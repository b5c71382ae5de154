package io.spatio.cli.query;

import io.spatio.Position;
import io.spatio.cli.command.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The namespace and the middle of a query: a place, or an object with {@code --of}. */
final class Center {
    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LON,LAT[,ALT]",
            description = "The centre in degrees; with an altitude in metres distances are measured in space")
    @Nullable
    Position place;

    @Option(names = "--of", paramLabel = "ID", description = "The centre is where this object is")
    String objectId = "";

    @Option(names = "--exclude-self", description = "With --of: without the object itself")
    boolean excludeSelf;

    /** The object in the middle, or none where it is a place. */
    Optional<String> object() {
        if (place == null == objectId.isEmpty()) {
            throw Failure.usage("give a place LON,LAT[,ALT] or --of ID, one of the two");
        }
        if (excludeSelf && objectId.isEmpty()) {
            throw Failure.usage("--exclude-self needs --of ID");
        }
        return objectId.isEmpty() ? Optional.empty() : Optional.of(objectId);
    }

    /** The place in the middle. */
    Position place() {
        if (place == null) {
            throw Failure.usage("give a place LON,LAT[,ALT]");
        }
        return place;
    }
}

package io.spatio.cli.importing;

import java.time.Instant;
import java.util.Optional;

/**
 * A row that says that an object was deleted.
 *
 * @param objectId the object
 * @param timestamp the delete's time
 * @param madeAt when it was made, if it is still remembered
 */
record Deletion(String objectId, Instant timestamp, Optional<Instant> madeAt) {}

package io.spatio.store.log.keeper;

import io.spatio.spi.Meter;
import java.util.function.LongSupplier;

/**
 * How files are kept.
 *
 * @param headBytes the memory at which a head is sealed
 * @param horizonMicros deletes made before this wall-clock time are in no file that is written from now on
 * @param retentionCutoffMicros segments wholly before this time go
 * @param retentionMaxBytes the most bytes of segments
 * @param nowMicros wall-clock time
 * @param eraseWithinMicros how long after an erase no file holds what was erased
 * @param erasesMaxBytes the memory of pending erases at which they are carried out before that
 * @param meter is told of sealing and merging
 */
public record KeeperSettings(
        long headBytes,
        LongSupplier horizonMicros,
        LongSupplier retentionCutoffMicros,
        long retentionMaxBytes,
        LongSupplier nowMicros,
        long eraseWithinMicros,
        long erasesMaxBytes,
        Meter meter) {}

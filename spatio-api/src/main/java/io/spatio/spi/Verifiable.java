package io.spatio.spi;

import io.spatio.Maintenance;

/** A store that can check all it holds while it is used. */
public interface Verifiable {
    /** Reads every checksum; damage is reported, not thrown. Blocks until done. */
    Maintenance.Verification verify();
}

package io.spatio.testkit.harness;

/** What a database or store under test may lack; every capability is demanded unless the implementer takes it away. */
public enum Capability {
    /** Keeps its data in a directory and opens it again. */
    DISK,
    /** Takes settings by key, as {@code max-future-skew}. */
    SETTINGS,
    /** Opens what it keeps for reading alone. One that lacks it refuses with a StoreException that says so. */
    READ_ONLY,
    /** Keeps documents. A store that lacks it leaves {@link io.spatio.spi.TrajectoryStore#documents} as it is. */
    DOCUMENTS
}

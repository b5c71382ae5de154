package io.spatio.spi;

/** A store that can merge its files while it is used. */
public interface Compactable {
    /** Merges files, applies retention, removes what was erased from every live file. Blocks until done. */
    void compact();
}

package io.spatio.store.log.manifest;

/**
 * An erase that is not carried out in every file yet.
 *
 * @param namespace the namespace
 * @param objectId the object's id, empty for the whole namespace
 * @param sequence its place in the append order
 * @param sinceMicros wall-clock time since when an erase, not necessarily this one, has waited to be carried out
 */
public record EraseEntry(String namespace, String objectId, long sequence, long sinceMicros) {}

package io.spatio.store.log.segment;

import io.spatio.spi.Region;

/**
 * What a scan is about.
 *
 * @param namespace whose objects
 * @param region where
 * @param fromMicros the first timestamp
 * @param toMicros the last
 */
public record ScanQuery(String namespace, Region region, long fromMicros, long toMicros) {}

package io.spatio.spi;

/**
 * What an index may know of the database around it.
 *
 * @param namespace the namespace it is for
 */
public record IndexContext(String namespace) {}

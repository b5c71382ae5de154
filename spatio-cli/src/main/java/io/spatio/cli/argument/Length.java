package io.spatio.cli.argument;

/**
 * A length or altitude as typed, with its unit resolved.
 *
 * @param meters in metres
 */
public record Length(double meters) {}

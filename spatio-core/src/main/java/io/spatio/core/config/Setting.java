package io.spatio.core.config;

/**
 * One effective value.
 *
 * @param key the key below {@code spatio}
 * @param value its text; empty where it is not set and has no default
 * @param origin where it came from: builder, system property, environment, file and line, or default
 * @param doc what it means
 */
public record Setting(String key, String value, String origin, String doc) {}

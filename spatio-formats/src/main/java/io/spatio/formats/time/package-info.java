/**
 * Times in files: ISO-8601 with its dialects, numbers since 1970, patterns; local times in a zone.
 *
 * <p>{@link io.spatio.formats.time.TimeFormat} is the class to read first. What leaves room for doubt is refused with the
 * reason: a day and month in unknown order, an hour that a zone has twice.
 */
@NullMarked
package io.spatio.formats.time;

import org.jspecify.annotations.NullMarked;

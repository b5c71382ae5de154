/**
 * The one small file that says what the store consists of.
 *
 * <p>It is written whole under another name, forced, renamed and its directory forced, so there is always one whole
 * version of it. docs/format/manifest.md has the bytes. Read {@link io.spatio.store.log.manifest.Manifest} first.
 */
@NullMarked
package io.spatio.store.log.manifest;

import org.jspecify.annotations.NullMarked;

/**
 * The disk as the log store sees it: about a dozen calls, so that a test can put a simulated disk in their place.
 *
 * <p>{@link io.spatio.store.log.io.Io} is the seam; {@link io.spatio.store.log.io.NioIo} is the real disk. Nothing else
 * in the module touches {@code java.nio.file.Files} or a channel. Read {@link io.spatio.store.log.io.Io} first.
 */
@NullMarked
package io.spatio.store.log.io;

import org.jspecify.annotations.NullMarked;

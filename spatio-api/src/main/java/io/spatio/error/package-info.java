/**
 * What can go wrong, as unchecked exceptions with one root.
 *
 * <p>{@link io.spatio.error.SpatioException} is the root; below it stand the errors of the database and of its
 * stores ({@link io.spatio.error.StoreException}) and those only a remote client meets
 * ({@link io.spatio.error.RemoteException}). Mistakes of the caller are not here: they are
 * {@link java.lang.IllegalArgumentException}, naming argument, value, legal range and likely cause. Read
 * {@link io.spatio.error.SpatioException} first.
 */
@NullMarked
package io.spatio.error;

import org.jspecify.annotations.NullMarked;

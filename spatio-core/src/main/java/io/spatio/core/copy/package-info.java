/**
 * Copies everything that one trajectory store holds into another.
 *
 * <p>{@link io.spatio.core.copy.StoreCopy} is the class to read first: it takes each object's whole history from one store
 * to the other, deletes included, and {@link io.spatio.core.copy.StoreComparison} then reads both and finds the first
 * difference. Both know stores by their contract alone, so any two can be paired. Opening, refusing and marking of
 * directories is the business of io.spatio.core.wiring.
 */
@NullMarked
package io.spatio.core.copy;

import org.jspecify.annotations.NullMarked;

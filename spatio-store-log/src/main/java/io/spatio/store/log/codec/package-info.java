/**
 * Lossless columns: a page's numbers, flags and metadata as few bytes, and back bit for bit.
 *
 * <p>Everything rests on one integer coder: decimal coordinates become integers through the fewest decimals that give
 * back the same bits, timestamps through their greatest common step, and doubles that are no decimals through their own
 * bits; differences of integers are packed 32 at a time. A column knows where its rows change from one object to the
 * next ({@link io.spatio.store.log.codec.Runs}), so that no difference is taken across that border. Decoding allocates
 * nothing per value and answers damaged bytes with {@link io.spatio.error.StoreCorruptException} alone. Read
 * {@link io.spatio.store.log.codec.IntegerColumn} first; the bytes are in docs/format/segment.md.
 */
@NullMarked
package io.spatio.store.log.codec;

import org.jspecify.annotations.NullMarked;

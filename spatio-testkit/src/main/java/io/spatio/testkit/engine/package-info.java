/**
 * The tests of {@link io.spatio.testkit.SpatioConformance}, by topic; nothing here is for implementers to call.
 *
 * <p>Every write goes to a database and to a model, every query is checked by an oracle; the numbers at the beginning of a
 * sentence are the points of the contract. Read {@link io.spatio.testkit.engine.DatabaseContract} first.
 */
@NullMarked
package io.spatio.testkit.engine;

import org.jspecify.annotations.NullMarked;

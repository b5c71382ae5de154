/**
 * The tests of {@link io.spatio.testkit.TrajectoryStoreConformance}, by topic; nothing here is for implementers to call.
 *
 * <p>Every test runs on a fresh store of each sync policy, beside a model that keeps all events in lists. Faults of disks
 * and kills are not injected here: a store proves those in its own tests. Read
 * {@link io.spatio.testkit.store.StoreContract} first.
 */
@NullMarked
package io.spatio.testkit.store;

import org.jspecify.annotations.NullMarked;

package io.spatio.core.changes;

import org.jspecify.annotations.Nullable;

/**
 * A change on its way to one subscriber.
 *
 * @param change what happened last
 * @param from the change whose old position is what the subscriber knows; null where it knows of none
 * @param token up to which sequence the subscriber knows everything when it has this
 */
record Delivery(Published change, @Nullable Published from, long token) {}

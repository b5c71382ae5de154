/** Tests of {@link io.spatio.core.changes}. */
@NullMarked
package io.spatio.core.changes;

import org.jspecify.annotations.NullMarked;

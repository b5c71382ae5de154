/** Tests of the in-memory store. */
@NullMarked
package io.spatio.core.memory;

import org.jspecify.annotations.NullMarked;

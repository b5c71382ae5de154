/** Tests of the wiring. */
@NullMarked
package io.spatio.core.wiring;

import org.jspecify.annotations.NullMarked;

/** Tests of the engine. */
@NullMarked
package io.spatio.core.engine;

import org.jspecify.annotations.NullMarked;

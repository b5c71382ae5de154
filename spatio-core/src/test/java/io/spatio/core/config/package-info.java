/** Tests of the settings. */
@NullMarked
package io.spatio.core.config;

import org.jspecify.annotations.NullMarked;

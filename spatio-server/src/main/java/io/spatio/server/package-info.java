/** The server. */
@NullMarked
package io.spatio.server;

import org.jspecify.annotations.NullMarked;

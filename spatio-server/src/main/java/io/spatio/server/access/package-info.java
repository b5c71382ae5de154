/**
 * Who calls, and what they may do. A {@link io.spatio.server.access.Principal} is what an
 * {@link io.spatio.server.access.Authenticator} makes of a token; whether it may do something is asked in one place, the facade's
 * dispatcher. Begin with {@link io.spatio.server.access.Principal}.
 */
@NullMarked
package io.spatio.server.access;

import org.jspecify.annotations.NullMarked;

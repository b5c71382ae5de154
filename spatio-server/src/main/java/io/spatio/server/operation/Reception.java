package io.spatio.server.operation;

import io.spatio.server.access.Authenticator;
import io.spatio.server.access.HostCheck;
import java.time.Duration;
import java.util.Optional;

/**
 * What every call passes before anything of it is read but its headers. Immutable; any thread.
 *
 * @param authenticator tells who calls
 * @param hosts where a call may come from
 * @param timeout how long a caller waits who says nothing
 * @param maxTimeout the longest that a caller may wait
 */
public record Reception(Authenticator authenticator, HostCheck hosts, Duration timeout, Duration maxTimeout) {
    /**
     * Returns where a call may come from there.
     *
     * @param authority {@code Host}, or what HTTP/2 has in its place
     * @param origin the header of this name
     * @throws io.spatio.error.AccessDeniedException where it may not
     */
    public void requireHost(Optional<String> authority, Optional<String> origin) {
        hosts.require(authority, origin);
    }

    /**
     * Begins a call.
     *
     * @param authorization the header of this name
     * @param wanted how long the caller waits, if they say so; longer than the longest is the longest
     * @throws io.spatio.server.fault.UnauthenticatedException when nobody known calls
     */
    public Call begin(Optional<String> authorization, Optional<Duration> wanted) {
        Duration waits = wanted.orElse(timeout);
        return new Call(
                authenticator.authenticate(authorization), waits.compareTo(maxTimeout) > 0 ? maxTimeout : waits);
    }
}

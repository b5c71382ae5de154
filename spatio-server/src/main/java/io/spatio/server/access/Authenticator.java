package io.spatio.server.access;

import java.util.Optional;

/** Tells who calls. Any thread. */
@FunctionalInterface
public interface Authenticator {
    /** Everybody may do everything: for a server that only this machine reaches. */
    Authenticator NONE = authorization -> Principal.ANYBODY;

    /**
     * Who sends these credentials.
     *
     * @param authorization the header of this name, where there is one
     * @throws io.spatio.server.fault.UnauthenticatedException when nobody known does
     */
    Principal authenticate(Optional<String> authorization);
}

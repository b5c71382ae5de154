package io.spatio.server;

import io.spatio.error.ConfigurationException;
import io.spatio.server.access.Authenticator;
import io.spatio.server.access.TokensFile;

/** Decides who may reach a server at all. */
final class Access {
    private Access() {}

    /** Refuses a server that anybody on the network could write to, unless that is said to be wanted. */
    static void require(ServerSettings settings, boolean loopback) {
        if (!loopback && settings.tokensFile().isEmpty() && !settings.insecure()) {
            throw new ConfigurationException("spatio.server.host = " + settings.host()
                    + " is reached from other machines, and no token is asked for: set spatio.server.tokens-file,"
                    + " or spatio.server.insecure = true where the network itself keeps others out");
        }
    }

    static Authenticator authenticator(ServerSettings settings) {
        return settings.tokensFile().<Authenticator>map(TokensFile::of).orElse(Authenticator.NONE);
    }
}

package io.spatio.server;

import io.spatio.error.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether an address is reached from this machine alone. */
final class Loopback {
    private Loopback() {}

    static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigurationException("spatio.server.host = " + host + " is no address of this machine", e);
        }
    }
}

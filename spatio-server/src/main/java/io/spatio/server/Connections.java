package io.spatio.server;

import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Counts connections. One too many is told so at its first request, and closed. Any thread. */
final class Connections {
    private final int most;
    private final int mostOfAddress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> ofAddress = new HashMap<>();
    private final Set<HttpConnection> refused = new HashSet<>();
    private int all;

    Connections(int most, int mostOfAddress) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
    }

    void add(HttpConnection connection) {
        String address = String.valueOf(connection.remoteAddress().hostAddress());
        lock.lock();
        try {
            all++;
            int of = ofAddress.merge(address, 1, Integer::sum);
            if (all > most || of > mostOfAddress) {
                refused.add(connection);
            }
        } finally {
            lock.unlock();
        }
        connection.closeHandler(closed -> remove(connection, address));
    }

    private void remove(HttpConnection connection, String address) {
        lock.lock();
        try {
            all--;
            ofAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
            refused.remove(connection);
        } finally {
            lock.unlock();
        }
    }

    boolean isRefused(HttpConnection connection) {
        lock.lock();
        try {
            return refused.contains(connection);
        } finally {
            lock.unlock();
        }
    }
}

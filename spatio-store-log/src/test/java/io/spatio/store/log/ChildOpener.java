package io.spatio.store.log;

import io.spatio.Durability;
import io.spatio.error.StoreException;
import io.spatio.store.log.io.NioIo;
import java.nio.file.Path;

/** A process of its own that tries to open a store, for writing and then for reading. */
final class ChildOpener {
    private ChildOpener() {}

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        try (LogTrajectoryStore store = Stores.open(new NioIo(), Durability.NEVER, directory)) {
            System.out.println("writer: opened, " + store.health());
        } catch (StoreException e) {
            System.out.println("writer: refused, " + e.getMessage());
        }
        try (LogTrajectoryStore store = Stores.openReadOnly(new NioIo(), Durability.NEVER, directory)) {
            System.out.println("reader: opened, " + store.health());
        } catch (StoreException e) {
            System.out.println("reader: refused, " + e.getMessage());
        }
    }
}

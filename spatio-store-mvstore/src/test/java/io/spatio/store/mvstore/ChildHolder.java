package io.spatio.store.mvstore;

import io.spatio.error.StoreException;
import java.nio.file.Path;

/** A process that opens a directory, says how that went, and holds it until its input ends. */
final class ChildHolder {
    private ChildHolder() {}

    public static void main(String[] arguments) throws Exception {
        try (MvTrajectoryStore store = MvStores.open(Path.of(arguments[0]))) {
            System.out.println("open");
            System.out.flush();
            while (System.in.read() >= 0) {
                store.health();
            }
        } catch (StoreException e) {
            System.out.println(e);
        }
    }
}

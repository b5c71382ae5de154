package io.spatio.core.wiring;

import io.spatio.error.StoreException;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A store of the class path under another name, with a fault in its opening.
 *
 * @param name its name
 * @param inner the store it is in truth
 * @param opened what becomes of a store that was opened
 */
record Wrapped(String name, TrajectoryStoreProvider inner, UnaryOperator<TrajectoryStore> opened)
        implements TrajectoryStoreProvider {
    /** The provider of a name on the class path. */
    static TrajectoryStoreProvider onClassPath(String name) {
        return ServiceLoader.load(TrajectoryStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The log store under the name {@code wrapped}. */
    static Wrapped log(UnaryOperator<TrajectoryStore> opened) {
        return new Wrapped("wrapped", onClassPath("log"), opened);
    }

    /** A log store that opens. */
    static Wrapped sound() {
        return log(store -> store);
    }

    /** A log store that has made its files and fails then. */
    static Wrapped failing() {
        return log(store -> {
            store.close();
            throw new StoreException("injected: this store cannot be opened");
        });
    }

    @Override
    public List<Option> options() {
        return inner.options();
    }

    @Override
    public void check(Options options) {
        inner.check(options);
    }

    @Override
    public boolean recognizes(Set<String> fileNames) {
        return inner.recognizes(fileNames);
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        return opened.apply(inner.open(options, context));
    }
}

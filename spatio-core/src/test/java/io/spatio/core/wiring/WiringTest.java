package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.error.ConfigurationException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

class WiringTest {
    /** An application's own provider: an index that exists under another name. */
    static final class BoundIndexProvider implements SpatialIndexProvider {
        private final String name;

        BoundIndexProvider(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public SpatialIndex create(Options options, IndexContext context) {
            SpatialIndexProvider rstar = Plugins.gather(List.of(), List.of()).index("rstar");
            return rstar.create(Options.defaults(rstar.options()), context);
        }
    }

    /** A class of an application that gets the database injected. */
    static final class Dispatcher {
        final Spatio db;

        @Inject
        Dispatcher(Spatio db) {
            this.db = db;
        }
    }

    private static AbstractModule binding(String key, SpatialIndexProvider provider) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                SpatioModule.indexes(binder()).addBinding(key).toInstance(provider);
            }
        };
    }

    @Test
    void anApplicationGetsTheDatabaseInjectedWithItsOwnIndex() {
        Injector injector = Guice.createInjector(
                new SpatioModule(Spatio.builder().index("bound")), binding("bound", new BoundIndexProvider("bound")));
        Dispatcher dispatcher = injector.getInstance(Dispatcher.class);
        try (Spatio db = dispatcher.db) {
            db.namespace("n").upsert("a", Position.of(1, 2));
            assertThat(db.stats().namespaces().get(0).indexType()).isEqualTo("bound");
            assertThat(injector.getInstance(Spatio.class)).isSameAs(db);
        }
    }

    @Test
    void aProviderIsBoundUnderItsOwnName() {
        Injector injector = Guice.createInjector(
                new SpatioModule(Spatio.builder()), binding("one", new BoundIndexProvider("another")));
        assertThatThrownBy(() -> injector.getInstance(Spatio.class)).hasMessageContaining("calls itself \"another\"");
    }

    @Test
    void anInstanceGivenToTheBuilderIsChosen() {
        try (Spatio db = Spatio.builder().index(new BoundIndexProvider("mine")).build()) {
            db.namespace("n").upsert("a", Position.of(1, 2));
            assertThat(db.stats().namespaces().get(0).indexType()).isEqualTo("mine");
        }
    }

    @Test
    void twoProvidersOfOneNameAreAnErrorNamingBoth() {
        assertThatThrownBy(() ->
                        Spatio.builder().index(new BoundIndexProvider("rstar")).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("two index providers have the name \"rstar\"")
                .hasMessageContaining("BoundIndexProvider")
                .hasMessageContaining("RStarIndexProvider");
    }
}

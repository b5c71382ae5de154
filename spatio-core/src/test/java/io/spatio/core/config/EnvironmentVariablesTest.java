package io.spatio.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.core.wiring.Plugins;
import io.spatio.error.ConfigurationException;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the variables SPATIO_*")
class EnvironmentVariablesTest {
    private final EnvironmentVariables variables =
            new EnvironmentVariables(new KnownKeys(Plugins.gather(List.of(), List.of(new Ported()))));

    /** A store with an option that ends in {@code port}, as the server's will. */
    private static final class Ported implements TrajectoryStoreProvider {
        @Override
        public String name() {
            return "ported";
        }

        @Override
        public List<Option> options() {
            return List.of(
                    Option.withoutDefault("port", Option.Type.INTEGER, "A port."),
                    Option.withoutDefault("service-host", Option.Type.TEXT, "A host."));
        }

        @Override
        public TrajectoryStore open(Options options, StoreContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private Map<String, String> read(Map<String, String> environment) {
        Map<String, String> read = new LinkedHashMap<>();
        variables.settings(environment).forEach(given -> read.put(given.path(), given.value()));
        return read;
    }

    @Test
    @DisplayName("reserved names and those of others are no keys")
    void reserved() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name :
                List.of("DB", "CONFIG", "URL", "TOKEN_FILE", "PLUGINS", "JAVA_HOME", "TEST_DATA", "TILE38")) {
            environment.put("SPATIO_" + name, "x");
        }
        environment.put("SPATIOTEMPORAL", "x");
        environment.put("MY_SPATIO_STORE_TYPE", "x");
        assertThat(read(environment)).isEmpty();
    }

    /** What a kubelet gives to the containers beside a Service. */
    private static Map<String, String> service(String prefix, String host) {
        String url = "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":3000";
        Map<String, String> injected = new LinkedHashMap<>();
        injected.put(prefix + "_SERVICE_HOST", host);
        injected.put(prefix + "_SERVICE_PORT", "3000");
        injected.put(prefix + "_SERVICE_PORT_HTTP", "3000");
        injected.put(prefix + "_SERVICE_PORT_GRPC_WEB", "3001");
        injected.put(prefix + "_PORT", url);
        injected.put(prefix + "_PORT_3000_TCP", url);
        injected.put(prefix + "_PORT_3000_TCP_PROTO", "tcp");
        injected.put(prefix + "_PORT_3000_TCP_PORT", "3000");
        injected.put(prefix + "_PORT_3000_TCP_ADDR", host);
        injected.put(prefix + "_PORT_53_UDP", "udp://" + host + ":53");
        injected.put(prefix + "_PORT_53_UDP_PROTO", "udp");
        injected.put(prefix + "_PORT_53_UDP_PORT", "53");
        injected.put(prefix + "_PORT_53_UDP_ADDR", host);
        return injected;
    }

    @Test
    @DisplayName("those that Kubernetes injects are ignored with one warning, even where a key matches")
    void kubernetes() {
        List<LogRecord> records = new ArrayList<>();
        Logger logger = Logger.getLogger(EnvironmentVariables.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            Map<String, String> environment = new LinkedHashMap<>();
            environment.putAll(service("SPATIO", "10.0.0.11"));
            environment.putAll(service("SPATIO_SERVER", "fd00:10:96::a1b2"));
            environment.putAll(service("SPATIO_STORE_PORTED", "10.0.0.12"));
            environment.put("SPATIO_STORE_TYPE", "log");
            assertThat(read(environment)).isEqualTo(Map.of("store.type", "log"));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.WARNING);
            assertThat(record.getParameters()[0].toString())
                    .contains("SPATIO_STORE_PORTED_PORT")
                    .contains("SPATIO_SERVER_SERVICE_HOST");
        });
    }

    @Test
    @DisplayName("a key whose name is like one of Kubernetes is set by a value that is not")
    void keysLikeThose() {
        assertThat(read(Map.of("SPATIO_STORE_PORTED_PORT", "3000", "SPATIO_STORE_PORTED_SERVICE_HOST", "example.org")))
                .isEqualTo(Map.of("store.ported.port", "3000", "store.ported.service-host", "example.org"));
    }

    @Test
    @DisplayName("any other is an error with the nearest key")
    void unknown() {
        Map<String, String> wrong = Map.of(
                "SPATIO_STORE_LOG_SYNCH", "SPATIO_STORE_LOG_SYNC, for spatio.store.log.sync",
                "SPATIO_TOMBSTONE_HORIZONT", "SPATIO_TOMBSTONE_HORIZON, for spatio.tombstone-horizon",
                "SPATIO_TEST_DATE", "",
                "SPATIO_PORT", "",
                "SPATIO_SERVICE_HOST", "",
                "SPATIO_", "");
        wrong.forEach((name, nearest) -> assertThatThrownBy(() -> read(Map.of(name, "tomorrow")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("environment variable " + name + " means no known key")
                .hasMessageContaining(nearest));
    }
}

package io.spatio.core.config;

import io.spatio.error.ConfigurationException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads settings from variables {@code SPATIO_*}.
 *
 * <p>Some of them are no settings: names that the command and its start script use, and what Kubernetes puts into every
 * container of a namespace in which a Service is called {@code spatio} or {@code spatio-…}. The latter is told by name and value,
 * as {@code SPATIO_SERVER_PORT=3000} is a setting and {@code SPATIO_SERVER_PORT=tcp://10.0.0.1:3000} is not.
 */
final class EnvironmentVariables {
    private static final String PREFIX = "SPATIO_";
    private static final Set<String> RESERVED = Set.of(
            "SPATIO_DB",
            "SPATIO_CONFIG",
            "SPATIO_URL",
            "SPATIO_TOKEN_FILE",
            "SPATIO_PLUGINS",
            "SPATIO_JAVA_HOME",
            "SPATIO_TEST_DATA",
            "SPATIO_TILE38");

    private static final Predicate<String> ADDRESS = Pattern.compile(
                    "([0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
            .asMatchPredicate();
    private static final Predicate<String> NUMBER =
            Pattern.compile("[0-9]{1,5}").asMatchPredicate();
    private static final Predicate<String> PROTOCOL = Pattern.compile("tcp|udp").asMatchPredicate();
    private static final Predicate<String> URL =
            Pattern.compile("(tcp|udp)://.+").asMatchPredicate();

    /** What Kubernetes injects: which names with which values. */
    private static final List<Injected> INJECTED = List.of(
            new Injected(name(".*_SERVICE_HOST"), ADDRESS),
            new Injected(name(".*_SERVICE_PORT(_.*)?"), NUMBER),
            new Injected(name(".*_PORT"), URL),
            new Injected(name(".*_PORT_[0-9]+_(TCP|UDP)"), URL),
            new Injected(name(".*_PORT_[0-9]+_(TCP|UDP)_PROTO"), PROTOCOL),
            new Injected(name(".*_PORT_[0-9]+_(TCP|UDP)_PORT"), NUMBER),
            new Injected(name(".*_PORT_[0-9]+_(TCP|UDP)_ADDR"), ADDRESS));

    private final KnownKeys known;

    EnvironmentVariables(KnownKeys known) {
        this.known = known;
    }

    private record Injected(Predicate<String> name, Predicate<String> value) {}

    private static Predicate<String> name(String regex) {
        return Pattern.compile("SPATIO" + regex).asMatchPredicate();
    }

    /**
     * The settings among variables.
     *
     * @throws ConfigurationException for a variable that means no key, or several
     */
    List<SettingSources.Given> settings(Map<String, String> environment) {
        Map<String, SettingSources.Given> given = new LinkedHashMap<>();
        List<String> injected = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX) || RESERVED.contains(name)) {
                return;
            }
            if (isInjected(name, value)) {
                injected.add(name);
                return;
            }
            String key = key(name);
            given.put(key, new SettingSources.Given(key, "", value, "environment " + name));
        });
        if (!injected.isEmpty()) {
            System.getLogger(EnvironmentVariables.class.getName())
                    .log(
                            Level.WARNING,
                            "ignored {0}: Kubernetes sets them for a Service, they are no settings",
                            injected);
        }
        return List.copyOf(given.values());
    }

    private static boolean isInjected(String name, String value) {
        return INJECTED.stream().anyMatch(one -> one.name.test(name) && one.value.test(value));
    }

    private String key(String name) {
        String rest = name.substring(PREFIX.length());
        List<String> matches = known.fromEnvironment(rest);
        if (matches.size() == 1) {
            return matches.get(0);
        }
        String meant = matches.isEmpty() ? "no known key" : "several keys, " + matches;
        String hint = matches.isEmpty()
                ? known.nearestToEnvironment(rest)
                        .map(near -> ": did you mean " + PREFIX + KnownKeys.inEnvironment(near) + ", for spatio." + near
                                + "?")
                        .orElse(": an underscore stands for '.' or '-' of a key as `spatio config` lists them")
                : ": set it in the configuration file";
        throw new ConfigurationException("environment variable " + name + " means " + meant + hint);
    }
}

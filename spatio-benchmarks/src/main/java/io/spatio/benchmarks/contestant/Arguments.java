package io.spatio.benchmarks.contestant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A contestant's arguments, {@code name=value}. */
final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();

    private Arguments() {}

    static Arguments of(String... arguments) {
        Arguments read = new Arguments();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("\"" + argument + "\" is not name=value");
            }
            read.values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return read;
    }

    /** The value of an argument that must be there. */
    String text(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("argument " + name + " is missing in " + values));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}

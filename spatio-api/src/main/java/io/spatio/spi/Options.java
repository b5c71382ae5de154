package io.spatio.spi;

import io.spatio.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a provider's options: checked, defaults included, with the place each came from. Immutable; any thread.
 */
public final class Options {
    /** The longest {@link Option.Type#DURATION}: 36 500 days, a hundred years. */
    public static final Duration MAX_DURATION = Duration.ofDays(36_500);

    private final Map<String, Option> declared = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> origins;
    private final String keyPrefix;

    private Options(List<Option> options, String keyPrefix, Map<String, String> given, Map<String, String> origins) {
        this.keyPrefix = keyPrefix;
        this.origins = Map.copyOf(origins);
        for (Option option : options) {
            declared.put(option.name(), option);
            String value = given.getOrDefault(option.name(), option.defaultOrNull());
            if (value != null) {
                values.put(option.name(), value.strip());
            }
        }
    }

    /** Only defaults. */
    public static Options defaults(List<Option> options) {
        return of(options, Map.of());
    }

    /**
     * Given values over defaults.
     *
     * @throws ConfigurationException naming every unknown name and every malformed value
     */
    public static Options of(List<Option> options, Map<String, String> given) {
        return of(options, "", given, Map.of());
    }

    /**
     * Given values over defaults, with the prefix of their keys and where each was set, for messages.
     *
     * @throws ConfigurationException naming every unknown name and every malformed value
     */
    public static Options of(
            List<Option> options, String keyPrefix, Map<String, String> given, Map<String, String> origins) {
        Options checked = new Options(options, keyPrefix, given, origins);
        List<String> faults = new ArrayList<>();
        for (String name : given.keySet()) {
            if (!checked.declared.containsKey(name)) {
                faults.add("unknown option " + keyPrefix + name + ": known are " + checked.declared.keySet());
            }
        }
        checked.values.forEach((name, value) -> checked.check(name, value, faults));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(String.join("; ", faults));
        }
        return checked;
    }

    private void check(String name, String value, List<String> faults) {
        Option option = option(name);
        try {
            switch (option.type()) {
                case TEXT -> {}
                case INTEGER -> Units.parseInteger(value);
                case NUMBER -> Units.parseNumber(value);
                case BOOLEAN -> Units.parseBoolean(value);
                case DURATION -> checkDuration(value);
                case BYTES -> Units.parseBytes(value);
                case METERS -> Units.parseMeters(value);
                case CHOICE -> {
                    if (!option.choices().contains(value)) {
                        throw new IllegalArgumentException("\"" + value + "\" is none of " + option.choices());
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            faults.add(keyPrefix + name + origin(name) + ": " + e.getMessage());
        }
    }

    private static void checkDuration(String value) {
        if (Units.parseDuration(value).compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is outside [0s, " + MAX_DURATION.toDays() + "d]: that is a hundred years");
        }
    }

    private String origin(String name) {
        String origin = origins.get(name);
        return origin == null ? "" : " (" + origin + ")";
    }

    private Option option(String name) {
        Option option = declared.get(name);
        if (option == null) {
            throw new IllegalArgumentException(
                    "option " + name + " is not declared: declared are " + declared.keySet());
        }
        return option;
    }

    private String value(String name) {
        option(name);
        String value = values.get(name);
        if (value == null) {
            throw new ConfigurationException(keyPrefix + name + " is not set and has no default");
        }
        return value;
    }

    /** Whether the option has a value. */
    public boolean has(String name) {
        option(name);
        return values.containsKey(name);
    }

    /** The text, empty where the option has no value. */
    public Optional<String> find(String name) {
        option(name);
        return Optional.ofNullable(values.get(name));
    }

    /** The text. */
    public String text(String name) {
        return value(name);
    }

    /** The whole number, as an int. */
    public int integer(String name) {
        long number = Units.parseInteger(value(name));
        if (number != (int) number) {
            throw error(name, "is beyond " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    /** The decimal number. */
    public double number(String name) {
        return Units.parseNumber(value(name));
    }

    /** The flag. */
    public boolean flag(String name) {
        return Units.parseBoolean(value(name));
    }

    /** The time. */
    public Duration duration(String name) {
        return Units.parseDuration(value(name));
    }

    /** The size in bytes. */
    public long bytes(String name) {
        return Units.parseBytes(value(name));
    }

    /** The length in metres. */
    public double meters(String name) {
        return Units.parseMeters(value(name));
    }

    /** An error about one option's value, to throw: {@code throw options.error("leaf-capacity", "must be at least 8")}. */
    public ConfigurationException error(String name, String problem) {
        option(name);
        return new ConfigurationException(
                keyPrefix + name + " = " + values.getOrDefault(name, "(not set)") + origin(name) + " " + problem);
    }
}

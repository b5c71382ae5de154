package io.spatio.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.spatio.error.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads single sources of settings into values with origins, unchecked. */
final class SettingSources {
    private static final String ROOT = "spatio";
    private static final String NAMESPACES = "namespaces";

    private static final int MOST_ROOTS = 5;

    private SettingSources() {}

    /**
     * A value as it was given.
     *
     * @param path the key's elements below {@code spatio}, or below {@code namespaces.<name>}
     * @param namespace the namespace it is for; empty for all
     * @param value its text
     * @param origin where it was given
     */
    record Given(String path, String namespace, String value, String origin) {}

    static List<Given> file(Path file) {
        Config config;
        try {
            config = ConfigFactory.parseFile(
                            file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                    .resolve();
        } catch (ConfigException e) {
            throw new ConfigurationException("cannot read configuration file " + file + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new ConfigurationException("cannot read configuration file " + file + ": it is nested too deeply", e);
        }
        requireRoot(file, config);
        List<Given> given = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
            List<String> path = ConfigUtil.splitPath(entry.getKey());
            ConfigValue value = entry.getValue();
            String origin = value.origin().description();
            if (!path.get(0).equals(ROOT)) {
                continue; // a file may be shared with others
            }
            if (value.valueType() == ConfigValueType.LIST) {
                throw new ConfigurationException(entry.getKey() + " (" + origin + ") is a list: give one value");
            }
            given.add(toGiven(path.subList(1, path.size()), String.valueOf(value.unwrapped()), origin));
        }
        return given;
    }

    /** A file that sets nothing here was meant for something else, or lacks the braces around its settings. */
    private static void requireRoot(Path file, Config config) {
        ConfigValue root = config.root().get(ROOT);
        if (root == null) {
            String roots =
                    config.root().keySet().stream().sorted().limit(MOST_ROOTS).collect(Collectors.joining(", "));
            throw new ConfigurationException("configuration file " + file + " has no root \"" + ROOT + "\", "
                    + (roots.isEmpty() ? "nor any other" : "but " + roots) + ": write settings as " + ROOT + " { … }");
        }
        if (root.valueType() != ConfigValueType.OBJECT) {
            throw new ConfigurationException(
                    ROOT + " (" + root.origin().description() + ") is one value: write settings as " + ROOT + " { … }");
        }
    }

    private static Given toGiven(List<String> path, String value, String origin) {
        if (path.size() >= 2 && path.get(0).equals(NAMESPACES)) {
            return new Given(String.join(".", path.subList(2, path.size())), path.get(1), value, origin);
        }
        return new Given(String.join(".", path), "", value, origin);
    }

    /** Settings by dotted key, as builder calls and system properties give them. */
    private static Given ofKey(String key, String value, String origin) {
        try {
            return toGiven(ConfigUtil.splitPath(key), value, origin);
        } catch (ConfigException e) {
            throw new ConfigurationException("\"" + key + "\" (" + origin + ") is not a key: " + e.getMessage(), e);
        }
    }

    static List<Given> calls(Map<String, String> settings) {
        List<Given> given = new ArrayList<>();
        settings.forEach((key, value) -> given.add(ofKey(key, value, "builder")));
        return given;
    }

    static List<Given> systemProperties(Properties properties) {
        List<Given> given = new ArrayList<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(ROOT + ".") && !name.startsWith(ROOT + ".test.")) {
                String key = name.substring(ROOT.length() + 1);
                given.add(ofKey(key, properties.getProperty(name), "system property " + name));
            }
        }
        return given;
    }
}

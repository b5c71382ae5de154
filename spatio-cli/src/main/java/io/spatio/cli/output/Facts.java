package io.spatio.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;

/** Named facts in order: numbers, texts, booleans, lists and maps of such. */
public final class Facts {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** None yet. */
    public Facts() {}

    /** Adds one. */
    public Facts with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }
}

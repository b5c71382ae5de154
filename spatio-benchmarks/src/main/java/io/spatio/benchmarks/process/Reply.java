package io.spatio.benchmarks.process;

import java.util.Map;
import java.util.Optional;

/** The fields of one answer. */
public final class Reply {
    private final Map<String, Object> fields;

    Reply(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** Why the question cannot be answered by this kind of contestant; empty when it was answered. */
    public Optional<String> unsupported() {
        return Optional.ofNullable((String) fields.get("unsupported"));
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A number. */
    public double number(String name) {
        return ((Number) field(name)).doubleValue();
    }

    /** A whole number. */
    public long whole(String name) {
        return ((Number) field(name)).longValue();
    }

    /** A text. */
    public String text(String name) {
        return (String) field(name);
    }

    /** Whole numbers. */
    public int[] wholes(String name) {
        return (int[]) field(name);
    }

    private Object field(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the answer has no field " + name + ": " + fields.keySet());
        }
        return value;
    }
}

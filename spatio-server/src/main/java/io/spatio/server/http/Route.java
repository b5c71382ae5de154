package io.spatio.server.http;

import io.spatio.server.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One route of the definition: a method and a path whose segments are text, a variable, or a variable and text. */
final class Route {
    private final String text;
    private final String method;
    private final String[] segments;
    private final Operation operation;

    /** A route as the definition has it, as {@code GET /v1/namespaces/{namespace}/count}. */
    Route(String text, Operation operation) {
        int blank = text.indexOf(' ');
        this.text = text;
        this.method = text.substring(0, blank);
        this.segments = split(text.substring(blank + 1));
        this.operation = operation;
    }

    /** The segments of a path. */
    static String[] split(String path) {
        return path.split("/", -1);
    }

    String text() {
        return text;
    }

    String method() {
        return method;
    }

    Operation operation() {
        return operation;
    }

    /** How many segments are text alone: of two routes that fit, the one with more of them is meant. */
    int literals() {
        int count = 0;
        for (String segment : segments) {
            count += segment.startsWith("{") ? 0 : 1;
        }
        return count;
    }

    /** The variables of a path that fits, still encoded. */
    Optional<Map<String, String>> match(String[] path) {
        if (path.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < path.length; i++) {
            String segment = segments[i];
            int close = segment.indexOf('}');
            if (close < 0) {
                if (!segment.equals(path[i])) {
                    return Optional.empty();
                }
            } else {
                String suffix = segment.substring(close + 1);
                if (!path[i].endsWith(suffix)) {
                    return Optional.empty();
                }
                variables.put(segment.substring(1, close), path[i].substring(0, path[i].length() - suffix.length()));
            }
        }
        return Optional.of(variables);
    }
}

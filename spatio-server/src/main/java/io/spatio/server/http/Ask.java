package io.spatio.server.http;

import java.util.Map;

/** One request to one route. One thread. */
final class Ask {
    private static final String IN_QUERY = "-";

    private final Map<String, String> variables;
    private final Parameters parameters;
    private final Body body;
    private final String accept;

    /**
     * A request.
     *
     * @param variables of the path, still encoded
     * @param accept the header of this name, empty where there is none
     */
    Ask(Map<String, String> variables, Parameters parameters, Body body, String accept) {
        this.variables = variables;
        this.parameters = parameters;
        this.body = body;
        this.accept = accept;
    }

    /**
     * What was sent with it.
     *
     * @param bytes as sent
     * @param contentType the media type without its parameters, in lower case; empty where there is none
     */
    record Body(byte[] bytes, String contentType) {}

    Parameters parameters() {
        return parameters;
    }

    Body body() {
        return body;
    }

    boolean acceptsGeoJson() {
        return accept.contains("application/geo+json");
    }

    String namespace() {
        return variable("namespace");
    }

    String id() {
        return variable("id");
    }

    /** A variable of the path, or of the query where the path has a dash. */
    private String variable(String name) {
        String inPath = variables.getOrDefault(name, "");
        if (!parameters.has(name)) {
            return Percent.segment(inPath);
        }
        if (!inPath.equals(IN_QUERY)) {
            throw new IllegalArgumentException(
                    name + " is given twice: with ?" + name + "= the path has " + IN_QUERY + " in its place");
        }
        return parameters.text(name).orElse("");
    }
}

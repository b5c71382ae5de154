package io.spatio.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The form of every route. Immutable once made; any thread. */
final class Forms {
    private final Map<String, Form> byRoute = new LinkedHashMap<>();

    private Forms() {}

    static Forms all() {
        Forms forms = new Forms();
        WriteForms.addTo(forms);
        LookupForms.addTo(forms);
        PositionForms.addTo(forms);
        HistoryForms.addTo(forms);
        DatabaseForms.addTo(forms);
        return forms;
    }

    void add(String route, Form form) {
        if (byRoute.put(route, form) != null) {
            throw new IllegalStateException(route + " has two forms");
        }
    }

    Map<String, Form> byRoute() {
        return Map.copyOf(byRoute);
    }

    /**
     * The form of a route.
     *
     * @throws IllegalStateException where it has none
     */
    Form of(Route route) {
        Form form = byRoute.get(route.text());
        if (form == null) {
            throw new IllegalStateException(route.text() + " has no form");
        }
        return form;
    }
}

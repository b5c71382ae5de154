package io.spatio.server.http;

import io.spatio.server.fault.MethodNotAllowedException;
import io.spatio.server.fault.NoSuchPathException;
import io.spatio.server.operation.Operation;
import io.spatio.server.operation.Operations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The routes of all operations, as the definition has them. Immutable; any thread. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    Routes(Operations operations) {
        for (Operation operation : operations.all()) {
            operation.routes().forEach(text -> routes.add(new Route(text, operation)));
        }
        routes.sort(Comparator.comparingInt(Route::literals).reversed());
    }

    /** A route and the variables of the path that fits it, still encoded. */
    record Match(Route route, Map<String, String> variables) {}

    List<Route> all() {
        return List.copyOf(routes);
    }

    /**
     * The route of a request.
     *
     * @param path as sent: decoded, an id that holds a slash would be two segments
     */
    Match find(String method, String path) {
        String[] segments = Route.split(path);
        TreeSet<String> allowed = new TreeSet<>();
        String asked = method.equals("HEAD") ? "GET" : method;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(segments);
            if (variables.isPresent()) {
                if (route.method().equals(asked)) {
                    return new Match(route, variables.get());
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new NoSuchPathException("There is nothing at this path: see the guide for what there is;"
                    + " an id is one segment, percent-encoded");
        }
        throw new MethodNotAllowedException(method, List.copyOf(allowed));
    }
}

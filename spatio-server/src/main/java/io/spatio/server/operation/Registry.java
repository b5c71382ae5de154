package io.spatio.server.operation;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes operations, each once. */
final class Registry {
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    <Q extends Message> void instant(
            String name, Class<Q> type, Parser<Q> parser, Operation.Work<Q, ? extends Message> work) {
        add(Operation.of(name, type, parser, Operation.Cost.INSTANT, work));
    }

    <Q extends Message> void work(
            String name, Class<Q> type, Parser<Q> parser, Operation.Work<Q, ? extends Message> work) {
        add(Operation.of(name, type, parser, Operation.Cost.WORK, work));
    }

    private void add(Operation operation) {
        if (operations.put(operation.name(), operation) != null) {
            throw new IllegalStateException(operation.name() + " is there twice");
        }
    }

    Map<String, Operation> all() {
        return Map.copyOf(operations);
    }
}

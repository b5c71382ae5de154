package io.spatio.server.operation;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.spatio.protocol.v1.Role;
import io.spatio.protocol.v1.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one method of the definition does: from its request message to its reply message. Any thread. */
public final class Operation {
    private static final String NAMESPACE = "namespace";

    private final MethodDescriptor method;
    private final Rule rule;
    private final Parser<? extends Message> parser;
    private final Cost cost;
    private final Work<Message, Message> work;
    private final @Nullable FieldDescriptor namespace;

    /** How long it may hold a thread. */
    public enum Cost {
        /** A look-up in memory of known size: it may run on the event loop. */
        INSTANT,
        /** It may touch a disk, wait, scan or return much: it runs on a worker. */
        WORK
    }

    /** The work itself. */
    @FunctionalInterface
    interface Work<Q, A> {
        A run(Call call, Q request);
    }

    private Operation(String name, Parser<? extends Message> parser, Cost cost, Work<Message, Message> work) {
        this.method = Rules.method(name);
        this.rule = Rules.of(method);
        this.parser = parser;
        this.cost = cost;
        this.work = work;
        this.namespace = method.getInputType().findFieldByName(NAMESPACE);
        if (!parse(new byte[0]).getDescriptorForType().equals(method.getInputType())) {
            throw new IllegalArgumentException(
                    name + " takes " + method.getInputType().getName());
        }
    }

    /** A method of the definition, by name, and what it does. */
    static <Q extends Message> Operation of(
            String name, Class<Q> type, Parser<Q> parser, Cost cost, Work<Q, ? extends Message> work) {
        return new Operation(name, parser, cost, (call, request) -> work.run(call, type.cast(request)));
    }

    /** The name of the method. */
    public String name() {
        return method.getName();
    }

    /** The role that a caller needs. */
    public Role role() {
        return rule.getRole();
    }

    /** Its routes, as the definition has them: method, blank, path. */
    public List<String> routes() {
        return rule.getHttpList();
    }

    /** How long it may hold a thread. */
    public Cost cost() {
        return cost;
    }

    /** Whether it works on one namespace; else it works on the database as a whole. */
    public boolean hasNamespace() {
        return namespace != null;
    }

    /** The namespace that a request is about. */
    Optional<String> namespace(Message request) {
        return namespace == null ? Optional.empty() : Optional.of((String) request.getField(namespace));
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException when the bytes are none
     */
    public Message parse(byte[] bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "the request is no " + method.getInputType().getName() + " message", e);
        }
    }

    Message run(Call call, Message request) {
        return work.run(call, request);
    }
}

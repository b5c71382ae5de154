package io.spatio.server.http;

import com.google.protobuf.Message;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How a request to one route is read, and its reply told. Any thread. */
@FunctionalInterface
interface Form {
    /** Answers, by running the operation. */
    Answer answer(Ask ask, UnaryOperator<Message> operation);

    /** One request message from the request, and the answer from the one reply. */
    static <A extends Message> Form of(
            Class<A> reply, Function<Ask, Message> reader, BiFunction<Ask, A, Answer> writer) {
        return (ask, operation) -> {
            Message request = reader.apply(ask);
            ask.parameters().requireNoOthers();
            return writer.apply(ask, reply.cast(operation.apply(request)));
        };
    }
}

package io.spatio.server.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.spatio.protocol.v1.HistoryOptions;
import io.spatio.protocol.v1.QueryOptions;
import io.spatio.protocol.v1.RecordKey;
import io.spatio.protocol.v1.RowKey;
import java.util.Base64;
import java.util.Optional;

/** The parameters of a page: {@code limit}, {@code after}, and in which order. */
final class Pages {
    private Pages() {}

    /** Options of a question about current positions. */
    static QueryOptions.Builder query(Parameters parameters) {
        QueryOptions.Builder options = QueryOptions.newBuilder();
        parameters.count("limit").ifPresent(options::setLimit);
        after(parameters, RowKey.parser()).ifPresent(options::setAfter);
        return options.setUnordered(parameters.flag("unordered"));
    }

    /** Options of a question about an object's history. */
    static HistoryOptions.Builder history(Parameters parameters) {
        HistoryOptions.Builder options = HistoryOptions.newBuilder();
        parameters.count("limit").ifPresent(options::setLimit);
        after(parameters, RecordKey.parser()).ifPresent(options::setAfter);
        return options.setOldestFirst(parameters.flag("oldestFirst"));
    }

    private static <K extends Message> Optional<K> after(Parameters parameters, Parser<K> parser) {
        return parameters.text("after").map(text -> {
            try {
                return parser.parseFrom(Base64.getUrlDecoder().decode(text));
            } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
                throw new IllegalArgumentException(
                        "parameter after: give the text that an answer had as next, as it was", e);
            }
        });
    }
}

package io.spatio.server.http;

import com.google.protobuf.Message;
import io.spatio.protocol.v1.Positions;
import io.spatio.protocol.v1.UpsertAllRequest;
import io.spatio.protocol.v1.UpsertOutcome;
import io.spatio.protocol.v1.WrittenAll;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes a body of one JSON object a line as a sequence of atomic batches, in order. A bad row stops nothing: the answer counts what was
 * taken and rejected, and says of the first five what is wrong. One thread.
 */
final class NdjsonIngest {
    private static final Set<String> MEDIA_TYPES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final int ROWS_OF_BATCH = 10_000;
    private static final int BYTES_OF_BATCH = 8 << 20;
    private static final int FAULTS_TOLD = 5;
    private static final String ONLY = "element 0: ";

    private final String namespace;
    private final UnaryOperator<Message> upsertAll;
    private final Map<UpsertOutcome, Long> counts = new EnumMap<>(UpsertOutcome.class);
    private final List<RowFault> faults = new ArrayList<>();
    private final List<Row> batch = new ArrayList<>();
    private long bytesOfBatch;
    private long rejected;
    private long lastSequence;

    private NdjsonIngest(String namespace, UnaryOperator<Message> upsertAll) {
        this.namespace = namespace;
        this.upsertAll = upsertAll;
    }

    private record Row(long line, PositionJson.Fields fields) {}

    private record RowFault(long line, String detail) {}

    static boolean isMeant(Ask ask) {
        return MEDIA_TYPES.contains(ask.body().contentType());
    }

    static Answer answer(Ask ask, UnaryOperator<Message> upsertAll) {
        NdjsonIngest ingest = new NdjsonIngest(ask.namespace(), upsertAll);
        ask.parameters().requireNoOthers();
        ingest.takeAll(ask.body().bytes());
        return ingest.answer();
    }

    private void takeAll(byte[] bytes) {
        long line = 0;
        int from = 0;
        while (from < bytes.length) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            line++;
            take(bytes, from, end - from, line);
            from = end + 1;
        }
        store(List.copyOf(batch));
    }

    private void take(byte[] bytes, int from, int length, long line) {
        if (isBlank(bytes, from, length)) {
            return;
        }
        try (PositionJson json = PositionJson.of(bytes, from, length)) {
            PositionJson.Fields fields = json.single();
            fields.requireObjectId();
            fields.requireLon();
            fields.requireLat();
            batch.add(new Row(line, fields));
            bytesOfBatch += length;
        } catch (IllegalArgumentException e) {
            reject(line, e);
        }
        if (batch.size() == ROWS_OF_BATCH || bytesOfBatch >= BYTES_OF_BATCH) {
            store(List.copyOf(batch));
            batch.clear();
            bytesOfBatch = 0;
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void reject(long line, IllegalArgumentException fault) {
        rejected++;
        if (faults.size() < FAULTS_TOLD) {
            // The line says more than the place in a batch of one.
            String detail = String.valueOf(fault.getMessage());
            faults.add(new RowFault(line, detail.startsWith(ONLY) ? detail.substring(ONLY.length()) : detail));
        }
    }

    /** A batch with a row that the engine refuses is stored in halves, in order, until the row is alone. */
    private void store(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        UpsertAllRequest.Builder request = UpsertAllRequest.newBuilder().setNamespace(namespace);
        Positions.Builder positions = request.getPositionsBuilder();
        for (Row row : rows) {
            request.addId(row.fields().requireObjectId());
            WriteForms.add(positions, row.fields());
        }
        WrittenAll written;
        try {
            written = (WrittenAll) upsertAll.apply(request.build());
        } catch (IllegalArgumentException e) {
            if (rows.size() == 1) {
                reject(rows.get(0).line(), e);
            } else {
                store(rows.subList(0, rows.size() / 2));
                store(rows.subList(rows.size() / 2, rows.size()));
            }
            return;
        }
        written.getOutcomeList().forEach(outcome -> counts.merge(outcome, 1L, Long::sum));
        lastSequence = Math.max(lastSequence, written.getSequence(written.getSequenceCount() - 1));
    }

    private Answer answer() {
        return Answer.object(json -> {
            for (UpsertOutcome outcome : List.of(
                    UpsertOutcome.CREATED, UpsertOutcome.APPLIED, UpsertOutcome.STALE, UpsertOutcome.DUPLICATE)) {
                json.writeNumberField(outcome.name().toLowerCase(Locale.ROOT), counts.getOrDefault(outcome, 0L));
            }
            json.writeNumberField("rejected", rejected);
            json.writeArrayFieldStart("faults");
            for (RowFault fault : faults) {
                json.writeStartObject();
                json.writeNumberField("line", fault.line());
                json.writeStringField("detail", fault.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("sequence", lastSequence);
        });
    }
}
